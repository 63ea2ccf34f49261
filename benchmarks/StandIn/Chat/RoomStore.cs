namespace StandIn.Chat;

/// <summary>Who is connected and in which rooms, in the memory of one process.</summary>
internal sealed class RoomStore
{
    /// <summary>Who connected without a name.</summary>
    public const string NameOfNobody = "somebody";

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

    /// <summary>The room's other members, or null when the connection is not in the room itself.</summary>
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
            return _names.GetValueOrDefault(connectionId, NameOfNobody);
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
