namespace Chat;

/// <summary>
/// The connections and the members of the rooms, in the memory of this process. That works for one process on your machine. Lambda
/// runs many processes, each with its own memory, so a deployed API must use a database instead.
/// </summary>
public sealed class Rooms
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, HashSet<string>> _members = [];

    public void Enter(string connectionId, string name)
    {
        lock (_lock)
        {
            _names[connectionId] = name;
        }
    }

    public void Join(string room, string connectionId)
    {
        lock (_lock)
        {
            if (!_members.TryGetValue(room, out var members))
            {
                _members[room] = members = [];
            }

            members.Add(connectionId);
        }
    }

    public void Leave(string connectionId)
    {
        lock (_lock)
        {
            _names.Remove(connectionId);
            foreach (var (room, members) in _members)
            {
                if (members.Remove(connectionId) && members.Count == 0)
                {
                    _members.Remove(room);
                }
            }
        }
    }

    public bool IsMember(string room, string connectionId)
    {
        lock (_lock)
        {
            return _members.TryGetValue(room, out var members) && members.Contains(connectionId);
        }
    }

    public IReadOnlyCollection<string> Others(string room, string connectionId)
    {
        lock (_lock)
        {
            return _members.TryGetValue(room, out var members) ? [.. members.Where(member => member != connectionId)] : [];
        }
    }

    public string NameOf(string connectionId)
    {
        lock (_lock)
        {
            return _names.GetValueOrDefault(connectionId, "somebody");
        }
    }
}
