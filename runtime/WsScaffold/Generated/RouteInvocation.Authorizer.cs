using System.Buffers;
using WsScaffold.Authorizers;
using WsScaffold.Dispatch;
using WsScaffold.Events;

namespace WsScaffold.Generated;

/// <summary>The question to an authorizer.</summary>
/// <remarks>Only generated code of an API that has an authorizer reaches what builds policies, so others don't link it.</remarks>
public sealed partial class RouteInvocation
{
    // Writes the decision in place of a route's response; null in every other event.
    private Action<IBufferWriter<byte>>? _writeDecision;

    /// <summary>Whether API Gateway asks the authorizer, before <c>$connect</c>.</summary>
    public bool IsAuthorizer => _event.Kind == EventKind.Authorizer;

    /// <summary>Asks the authorizer, unless the handshake comes from a web page that may not connect.</summary>
    /// <param name="authorizer">Binds, calls the method, and gives its decision to <see cref="CompleteAuthorizer"/>.</param>
    /// <returns>Completes when it has decided.</returns>
    public async ValueTask AuthorizeAsync(Func<RouteInvocation, ValueTask> authorizer)
    {
        ArgumentNullException.ThrowIfNull(authorizer);
        _writeDecision = WriteAuthorization;
        if (HasForeignOrigin)
        {
            CompleteAuthorizer(Authorization.Deny());
            return;
        }

        try
        {
            await authorizer(this).ConfigureAwait(false);
        }
        catch (RouteException rejection) when (rejection.StatusCode == 403)
        {
            CompleteAuthorizer(Authorization.Deny());
        }
        catch (RouteException rejection) when (rejection.StatusCode != 401)
        {
            throw new InvalidOperationException(
                $"{Handler} refused with {rejection.StatusCode}, and an authorizer has 401 and 403 only. Return Authorization.Deny() or " +
                "Authorization.Unauthorized().",
                rejection);
        }
    }

    /// <summary>Takes the authorizer's decision.</summary>
    /// <param name="authorization">The decision.</param>
    /// <exception cref="InvalidOperationException">There is none, or it is too large for API Gateway.</exception>
    public void CompleteAuthorizer(Authorization? authorization)
    {
        if (authorization is null)
        {
            throw new InvalidOperationException($"{Handler} returned null, which is no decision. Return Authorization.Deny() to refuse.");
        }

        if (authorization.Effect == AuthorizationEffect.Unauthorized)
        {
            RejectBinding(401);
            return;
        }

        _response.WriteAuthorization(authorization, _event.MethodArn.Decode(_event.Json) ?? "");
        if (_response.Message is { Length: > AuthorizerPolicy.MaxBytes and var length })
        {
            throw new InvalidOperationException(
                $"What {Handler} decided is {length:N0} bytes with its policy, and API Gateway takes at most " +
                $"{AuthorizerPolicy.MaxBytes:N0}. Put less into the context.");
        }
    }

    /// <summary>Writes Lambda's answer: the policy and nothing around it.</summary>
    /// <exception cref="UnauthorizedException">The client is to get 401.</exception>
    private void WriteAuthorization(IBufferWriter<byte> destination)
    {
        if (_rejection is not null)
        {
            throw new UnauthorizedException();
        }

        destination.Write(_response.Message!.Value.Span);
    }
}
