using System.Buffers;
using WsScaffold.Authorizers;
using WsScaffold.Dispatch;
using WsScaffold.Events;

namespace WsScaffold.Generated;

/// <summary>Handles authorizer events.</summary>
/// <remarks>
/// Only the generated code of an API with an authorizer calls these members, so other APIs do not link the policy writer.
/// </remarks>
public sealed partial class RouteInvocation
{
    // Writes the decision instead of a response; null for all other events.
    private Action<IBufferWriter<byte>>? _writeDecision;

    /// <summary>Whether this is an authorizer event.</summary>
    public bool IsAuthorizer => _event.Kind == EventKind.Authorizer;

    /// <summary>Calls the authorizer, unless the handshake comes from a foreign origin.</summary>
    /// <param name="authorizer">
    /// Binds the parameters, calls the method, and passes its decision to <see cref="CompleteAuthorizer"/>.
    /// </param>
    /// <returns>A task that completes with the decision.</returns>
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
                $"{Handler} rejected the handshake with {rejection.StatusCode}, but an authorizer can only use 401 and 403. " +
                "Return Authorization.Deny() or Authorization.Unauthorized().",
                rejection);
        }
    }

    /// <summary>Takes the decision of the authorizer.</summary>
    /// <param name="authorization">The decision.</param>
    /// <exception cref="InvalidOperationException">The decision is null, or too large for API Gateway.</exception>
    public void CompleteAuthorizer(Authorization? authorization)
    {
        if (authorization is null)
        {
            throw new InvalidOperationException(
                $"{Handler} returned null instead of a decision. Return Authorization.Deny() to reject the handshake."
            );
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
                $"The decision of {Handler} has {length:N0} bytes with its policy, but API Gateway accepts at most " +
                $"{AuthorizerPolicy.MaxBytes:N0}. Put less into the context.");
        }
    }

    /// <summary>Writes the function's response, which is the policy alone.</summary>
    /// <exception cref="UnauthorizedException">The handshake is rejected with 401.</exception>
    private void WriteAuthorization(IBufferWriter<byte> destination)
    {
        if (_rejection is not null)
        {
            throw new UnauthorizedException();
        }

        destination.Write(_response.Message!.Value.Span);
    }
}
