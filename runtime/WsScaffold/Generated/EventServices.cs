using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace WsScaffold.Generated;

/// <summary>The services of one event: a scope of the registered services, or only those of the framework.</summary>
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
    /// <exception cref="InvalidOperationException">The service is not registered.</exception>
    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>Resolves an optional service.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <returns>The service, or <see langword="null"/> if it is not registered.</returns>
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
