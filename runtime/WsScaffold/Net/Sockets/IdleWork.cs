namespace WsScaffold.Net.Sockets;

/// <summary>
/// The work of an <see cref="InvocationThread"/> while its function awaits: it serves the sockets that the function awaits.
/// </summary>
/// <remarks>A base class, so that the implementation is not linked into an API that doesn't push.</remarks>
internal abstract class IdleWork : IDisposable
{
    /// <summary>Sleeps until there is work and does it, or until <see cref="Wake"/> is called. Runs on the invocation's thread.</summary>
    public abstract void Run();

    /// <summary>Wakes <see cref="Run"/>. Callable from any thread that holds <see cref="InvocationThread.Gate"/>.</summary>
    public abstract void Wake();

    /// <summary>Moves the remaining work to pool threads: the invocation has ended, and the thread takes the next one.</summary>
    public abstract void Leave();

    public abstract void Dispose();
}
