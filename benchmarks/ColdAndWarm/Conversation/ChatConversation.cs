using System.Text.Json;
using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Conversation;

/// <summary>
/// Three clients in one room, where each message is pushed to the two others, and then the same three clients without pushes.
/// </summary>
internal sealed class ChatConversation : IConversation
{
    private const string Room = "lobby";
    private const int CycleLength = 60;
    private static readonly (string Id, string Name)[] _clients =
        [("PJqB0fHsqRcCHlw=", "Ann"), ("PJqB1cVtKRcCFrA=", "Bob"), ("PJqB2eDhKRcCIoQ=", "Cleo")];


    public Invocation First => Connect(0);

    public IReadOnlyList<Invocation> Opening { get; } =
        [Connect(1), Connect(2), JoinLobby(0), JoinLobby(1), JoinLobby(2), .. Range(3, JoinAlone)];

    public IReadOnlyList<Mix> Mixes { get; } =
    [
        new("sendMessage, 2 pushes each", Range(CycleLength, SendMessage)),
        new("join and echo, no pushes", Range(CycleLength, i => i % 2 == 0 ? JoinAlone(i) : Echo(i))),
    ];

    public IReadOnlyList<Invocation> Closing { get; } =
    [
        NotAMember(), MissingMember(), NotJson(), Disconnect(2), SendToTheOther(),
    ];

    private static Invocation Connect(int client) =>
        new(GatewayEvents.Connect(_clients[client].Id, _clients[client].Name), new Expectation());

    private static Invocation Disconnect(int client) =>
        new(GatewayEvents.Disconnect(_clients[client].Id), new Expectation());

    private static Invocation JoinLobby(int client) => Message(
        client,
        "join",
        $$"""{"action":"join","room":"{{Room}}","id":{{client}}}""",
        new Expectation
        {
            Body = Joined(client, Room, client + 1),
            PushType = "memberJoined",
            PushData = new Dictionary<string, string> { ["room"] = Room, ["name"] = _clients[client].Name },
            PushedTo = [.. _clients[..client].Select(other => other.Id)],
        });

    // Joins a room of its own, so no other client receives a push.
    private static Invocation JoinAlone(int number) => Message(
        number % 3,
        "join",
        $$"""{"action":"join","room":"room of {{_clients[number % 3].Name}}","id":{{number}}}""",
        new Expectation { Body = Joined(number, $"room of {_clients[number % 3].Name}", 1) });

    private static Invocation Echo(int number)
    {
        var text = $"Is anybody there? This is attempt number {number}, and I shall keep asking until somebody answers.";
        return Message(number % 3, "$default", text, new Expectation { Body = text });
    }

    private static Invocation SendMessage(int number) => SendMessage(number, _clients);

    private static Invocation SendToTheOther() => SendMessage(0, _clients[..2]);

    private static Invocation SendMessage(int number, (string Id, string Name)[] present)
    {
        var sender = number % present.Length;
        var text = $"Message number {number}: the quick brown fox jumps over the lazy dog, and nobody minds.";
        return Message(
            sender,
            "sendMessage",
            $$"""{"action":"sendMessage","room":"{{Room}}","text":"{{text}}","id":{{number}}}""",
            new Expectation
            {
                Body = Frame("sendMessage", number, $$"""{"delivered":{{present.Length - 1}}}"""),
                PushType = "messageReceived",
                PushData = new Dictionary<string, string>
                {
                    ["room"] = Room,
                    ["from"] = present[sender].Name,
                    ["text"] = text,
                    ["sentAt"] = GatewayEvents.RequestTime,
                },
                PushedTo = [.. present.Where((_, client) => client != sender).Select(client => client.Id)],
            });
    }

    private static Invocation NotAMember() => Message(
        0,
        "sendMessage",
        """{"action":"sendMessage","room":"attic","text":"hi","id":7}""",
        new Expectation
        {
            Body = $$"""
                {"message":"Join the room first.","connectionId":"{{_clients[0].Id}}",
                "requestId":"{{GatewayEvents.RequestId}}","status":403,"id":7}
                """.ReplaceLineEndings(""),
        });

    private static Invocation MissingMember() => Message(
        0,
        "sendMessage",
        """{"action":"sendMessage","room":"lobby","id":8}""",
        new Expectation { BodyCheck = frame => IsBadRequest(frame) && frame.GetProperty("id").GetInt32() == 8 });

    private static Invocation NotJson() => Message(
        0, "sendMessage", """{"action":"sendMessage", body:"hello"}""", new Expectation { BodyCheck = IsBadRequest });

    // Functions may word the errors differently.
    private static bool IsBadRequest(JsonElement frame) =>
        frame.GetProperty("message").ValueEquals("Bad request body")
        && frame.GetProperty("connectionId").ValueEquals(_clients[0].Id)
        && frame.GetProperty("requestId").ValueEquals(GatewayEvents.RequestId)
        && frame.GetProperty("errors").EnumerateArray().Any()
        && frame.GetProperty("errors").EnumerateArray().All(error =>
            error.TryGetProperty("path", out _) && error.TryGetProperty("message", out _));

    private static string Joined(int id, string room, int members) =>
        Frame("join", id, $$"""{"room":"{{room}}","members":{{members}}}""");

    private static string Frame(string type, int id, string data) =>
        $$"""{"type":"{{type}}","id":{{id}},"data":{{data}}}""";

    private static Invocation Message(int client, string routeKey, string body, Expectation expected) =>
        new(GatewayEvents.Message(_clients[client].Id, routeKey, body), expected);

    private static Invocation[] Range(int count, Func<int, Invocation> invocation) => [.. Enumerable.Range(0, count).Select(invocation)];
}
