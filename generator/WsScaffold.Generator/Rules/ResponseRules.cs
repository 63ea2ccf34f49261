using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about the return values of handlers.</summary>
internal static class ResponseRules
{
    private const string Category = "Responses";

    public static readonly DiagnosticDescriptor FromDisconnect = Rule.Create(
        "WSS0401", Category, DiagnosticSeverity.Error, "Response from a $disconnect handler",
        "'{0}' returns '{1}', but the connection is already closed. Return Task or nothing.");

    public static readonly DiagnosticDescriptor FromConnect = Rule.Create(
        "WSS0402", Category, DiagnosticSeverity.Error, "Message from a $connect handler",
        "'{0}' returns '{1}', but a client receives no message during the handshake. "
        + "Return ConnectResult, or nothing to accept the connection.");

    public static readonly DiagnosticDescriptor ConnectResult = Rule.Create(
        "WSS0403", Category, DiagnosticSeverity.Error, "ConnectResult outside a $connect handler",
        "'{0}' returns ConnectResult, which only a [ConnectRoute] handler can return. Return the response, or nothing.");

    public static readonly DiagnosticDescriptor NotAwaited = Rule.Create(
        "WSS0404", Category, DiagnosticSeverity.Error, "Response that must be awaited first",
        "'{0}' returns '{1}', which is not a message until it is awaited. Await it, and return Task<T> or ValueTask<T> of its result.");

    public static readonly DiagnosticDescriptor SubprotocolNotAccepted = Rule.Create(
        "WSS0405", Category, DiagnosticSeverity.Warning, "Subprotocols read but none accepted",
        "'{0}' reads the subprotocols that the client offers but accepts none, so browsers close the connection. "
        + "Return ConnectResult.Accept(subprotocol).");

    public static readonly DiagnosticDescriptor Ignored = Rule.Create(
        "WSS0406", Category, DiagnosticSeverity.Info, "Ignored response from a $disconnect handler",
        "'{0}' returns an APIGatewayProxyResponse, which API Gateway ignores because the connection is already closed. "
        + "Return Task or nothing.");

    public static readonly DiagnosticDescriptor OtherResponse = Rule.Create(
        "WSS0407", Category, DiagnosticSeverity.Error, "Response type of another API",
        "'{0}' returns '{1}', which is not a response type of WebSocket APIs. Return APIGatewayProxyResponse.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        FromDisconnect,
        FromConnect,
        ConnectResult,
        NotAwaited,
        SubprotocolNotAccepted,
        Ignored,
        OtherResponse,
    ];
}
