namespace WsScaffold.Net.Sockets;

/// <summary>What an <see cref="InvocationThread"/> does while its function waits: serving the sockets that it waits for.</summary>
/// <remarks>A base class, so that an API that doesn't push links nothing of it.</remarks>
internal abstract class IdleWork : IDisposable
{
    /// <summary>Sleeps until there is something to do, and does it; or until <see cref="Wake"/>. Called on the thread.</summary>
    public abstract void Run();

    /// <summary>Ends a <see cref="Run"/> that sleeps. Called on any thread, under <see cref="InvocationThread.Gate"/>.</summary>
    public abstract void Wake();

    /// <summary>Gives away what is still to be done: the invocation is over, and the thread goes for the next one.</summary>
    public abstract void Leave();

    public abstract void Dispose();
}
