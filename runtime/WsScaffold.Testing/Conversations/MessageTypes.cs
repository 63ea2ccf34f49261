using System.Text.Json.Serialization.Metadata;
using WsScaffold.Generated;

namespace WsScaffold.Testing.Conversations;

/// <summary>Which type goes where, as the generator wrote it down.</summary>
internal sealed class MessageTypes(WebSocketApiDescriptor api, IReadOnlyList<MessageContract> contracts)
{
    /// <summary>The one route that takes a type.</summary>
    public MessageContract RequestOf(Type type)
    {
        var routes = contracts.Where(contract => contract.Role == MessageRole.Request && contract.Contract.Type == type).ToList();
        return routes switch
        {
            [var one] => one,
            [] => throw new InvalidOperationException(
                $"No handler of {api.Name} takes {type} as its message. They take {List(MessageRole.Request)}. To send it to a route all the same: SendAsync(\"routeKey\", message)."),
            _ => throw new InvalidOperationException(
                $"Several handlers of {api.Name} take {type}: {string.Join(", ", routes.Select(static route => route.Name))}. Say which: SendAsync(\"{routes[0].Name}\", message)."),
        };
    }

    /// <summary>The contract of a type, wherever it goes.</summary>
    public JsonTypeInfo AnyOf(Type type) =>
        contracts.FirstOrDefault(contract => contract.Contract.Type == type)?.Contract
        ?? throw new InvalidOperationException($"{api.Name} neither reads nor writes {type} as a whole message, so there is no contract to write it with. Send the text: SendAsync(\"{{…}}\").");

    /// <summary>What a type looks like when the API sends it.</summary>
    public SentMessage SentOf(Type type)
    {
        var sent = contracts.Where(contract => contract.Role != MessageRole.Request && contract.Contract.Type == type).ToList();
        return sent.Count > 0
            ? new SentMessage(sent[0].Contract, api.Envelope == Envelope.None ? null : [.. sent.Select(static contract => contract.Name)])
            : throw new InvalidOperationException(
                $"{api.Name} sends no {type}. It answers with {List(MessageRole.Response)}, and pushes {List(MessageRole.Push)}. For texts: ReceiveTextAsync().");
    }

    private string List(MessageRole role) => contracts.Where(contract => contract.Role == role).Select(static contract => contract.Contract.Type.Name).Distinct().ToList() switch
    {
        [] => "nothing that has a type",
        var names => string.Join(", ", names),
    };
}
