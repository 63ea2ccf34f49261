using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of what handlers return.</summary>
internal static class ResponseRules
{
    private const string Category = "Responses";

    public static readonly DiagnosticDescriptor FromDisconnect = Rule.Create(
        "WSS0401", Category, DiagnosticSeverity.Error, "Answer to a closed connection",
        "'{0}' returns '{1}', and the connection is closed already. Return Task or nothing.");

    public static readonly DiagnosticDescriptor FromConnect = Rule.Create(
        "WSS0402", Category, DiagnosticSeverity.Error, "Message as the answer to a handshake",
        "'{0}' returns '{1}', and a handshake can't be answered with a message. Return ConnectResult, or nothing to accept.");

    public static readonly DiagnosticDescriptor ConnectResult = Rule.Create(
        "WSS0403", Category, DiagnosticSeverity.Error, "ConnectResult off $connect",
        "'{0}' returns ConnectResult, which only a [ConnectRoute] handler can. Return the message to answer with, or nothing.");

    public static readonly DiagnosticDescriptor Unsupported = Rule.Create(
        "WSS0404", Category, DiagnosticSeverity.Error, "Answer that is no message",
        "'{0}' returns '{1}', whose value is no message. Await it, and return Task<T> or ValueTask<T> of what it holds.");

    public static readonly DiagnosticDescriptor SubprotocolNotAccepted = Rule.Create(
        "WSS0405", Category, DiagnosticSeverity.Warning, "Subprotocols read but none accepted",
        "'{0}' reads the subprotocols that the client offers and accepts none, on which browsers drop the connection. Return ConnectResult.Accept(subprotocol).");

    public static readonly DiagnosticDescriptor Ignored = Rule.Create(
        "WSS0406", Category, DiagnosticSeverity.Info, "Response to a closed connection",
        "'{0}' returns an APIGatewayProxyResponse, which API Gateway ignores: the connection is closed already. Return Task or nothing.");

    public static readonly DiagnosticDescriptor OtherResponse = Rule.Create(
        "WSS0407", Category, DiagnosticSeverity.Error, "Response of another kind of API",
        "'{0}' returns '{1}', which is no answer of a WebSocket API. Return APIGatewayProxyResponse.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        FromDisconnect,
        FromConnect,
        ConnectResult,
        Unsupported,
        SubprotocolNotAccepted,
        Ignored,
        OtherResponse,
    ];
}
