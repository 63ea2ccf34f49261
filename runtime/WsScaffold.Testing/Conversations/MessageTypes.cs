using System.Text.Json.Serialization.Metadata;
using WsScaffold.Generated;

namespace WsScaffold.Testing.Conversations;

/// <summary>Finds the contract and route of a message type among the generated contracts of the API.</summary>
internal sealed class MessageTypes(WebSocketApiDescriptor api, IReadOnlyList<MessageContract> contracts)
{
    /// <summary>Finds the one route whose handler takes the type as its request.</summary>
    public MessageContract RequestOf(Type type)
    {
        var routes = contracts.Where(contract => contract.Role == MessageRole.Request && contract.Contract.Type == type).ToList();
        return routes switch
        {
            [var one] => one,
            [] => throw new InvalidOperationException(
                $"No handler of {api.Name} takes {type} as its request. The handlers take {List(MessageRole.Request)}. "
                + "To send the message to a route anyway, name the route: SendAsync(\"routeKey\", message)."),
            _ => throw new InvalidOperationException(
                $"Several handlers of {api.Name} take {type}: {string.Join(", ", routes.Select(static route => route.Name))}. "
                + $"Name the route: SendAsync(\"{routes[0].Name}\", message)."),
        };
    }

    /// <summary>Finds the contract of a type that the API receives or sends.</summary>
    public JsonTypeInfo AnyOf(Type type) =>
        contracts.FirstOrDefault(contract => contract.Contract.Type == type)?.Contract
        ?? throw new InvalidOperationException(
            $"{api.Name} neither receives nor sends {type} as a message, so it has no contract for the type. "
            + "Send the message as text: SendAsync(\"{…}\").");

    /// <summary>Finds the contract and envelope of a type that the API sends as a response or a push.</summary>
    public OutgoingMessage OutgoingOf(Type type)
    {
        var sent = contracts.Where(contract => contract.Role != MessageRole.Request && contract.Contract.Type == type).ToList();
        var names = api.Envelope == Envelope.None ? null : sent.ConvertAll(static contract => contract.Name);
        return sent.Count > 0
            ? new OutgoingMessage(sent[0].Contract, names)
            : throw new InvalidOperationException(
                $"{api.Name} does not send {type}. It responds with {List(MessageRole.Response)} and pushes {List(MessageRole.Push)}. "
                + "To receive any message as text, use ReceiveTextAsync().");
    }

    private string List(MessageRole role)
    {
        var types = contracts.Where(contract => contract.Role == role).Select(static contract => contract.Contract.Type.Name);
        return string.Join(", ", types.Distinct().DefaultIfEmpty("no types"));
    }
}
