using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>The reactor that serves the socket of a request, and the deadline of the request.</summary>
/// <param name="Deadline">The deadline, as in <see cref="Environment.TickCount64"/>.</param>
internal readonly record struct SocketWork(SocketReactor? Reactor, long Deadline, CancellationToken CancellationToken);
