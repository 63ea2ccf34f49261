using Microsoft.Extensions.Logging;

namespace WsScaffold.Pushing;

/// <summary>The services that all sends of a client interface use.</summary>
/// <param name="Store">The connection store; null in an API without a store.</param>
/// <param name="Envelope">The envelope of pushes.</param>
internal sealed record PushServices(
    IConnections Connections, IConnectionStore? Store, ILogger Logger, TimeProvider Clock, Envelope Envelope);
