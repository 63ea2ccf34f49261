namespace StandIn.Chat;

/// <summary>The connections and the members of the rooms, in the memory of one process.</summary>
internal sealed class RoomStore
{
    /// <summary>The name of clients that connected without a name.</summary>
    public const string DefaultName = "somebody";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, HashSet<string>> _rooms = [];

    public void Connect(string connectionId, string name)
    {
        lock (_lock)
        {
            _names[connectionId] = name;
        }
    }

    public void Disconnect(string connectionId)
    {
        lock (_lock)
        {
            _names.Remove(connectionId);
            foreach (var (room, members) in _rooms)
            {
                if (members.Remove(connectionId) && members.Count == 0)
                {
                    _rooms.Remove(room);
                }
            }
        }
    }

    /// <summary>Adds the connection to the room and returns the room's other members.</summary>
    public string[] Join(string connectionId, string room)
    {
        lock (_lock)
        {
            if (!_rooms.TryGetValue(room, out var members))
            {
                _rooms[room] = members = [];
            }

            members.Add(connectionId);
            return Others(members, connectionId);
        }
    }

    /// <summary>Returns the other members of the room, or null if the connection is not a member.</summary>
    public string[]? OtherMembers(string connectionId, string room)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(room, out var members) && members.Contains(connectionId) ? Others(members, connectionId) : null;
        }
    }

    public string NameOf(string connectionId)
    {
        lock (_lock)
        {
            return _names.GetValueOrDefault(connectionId, DefaultName);
        }
    }

    private static string[] Others(HashSet<string> members, string connectionId)
    {
        var others = new string[members.Count - 1];
        var count = 0;
        foreach (var member in members)
        {
            if (member != connectionId)
            {
                others[count++] = member;
            }
        }

        return others;
    }
}
