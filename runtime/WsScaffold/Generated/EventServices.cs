using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace WsScaffold.Generated;

/// <summary>The services of one event: those that the user registered, in a scope of their own, or just the app's.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EventServices : IAsyncDisposable
{
    private readonly IServiceProvider _provider;
    private readonly IServiceScope? _scope;

    internal EventServices(IServiceProvider provider, IServiceScopeFactory? scopes)
    {
        _scope = scopes?.CreateScope();
        _provider = _scope?.ServiceProvider ?? provider;
    }

    /// <summary>Resolves a service.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <returns>The service.</returns>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>Resolves a service that may be missing.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <returns>The service, or <see langword="null"/> when it is not registered.</returns>
    public T? Find<T>() => _provider.GetService<T>();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_scope is IAsyncDisposable scope)
        {
            return scope.DisposeAsync();
        }

        _scope?.Dispose();
        return default;
    }
}
