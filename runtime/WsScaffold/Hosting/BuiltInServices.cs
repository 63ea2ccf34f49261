namespace WsScaffold.Hosting;

/// <summary>
/// The services of an app that registers none of its own. It replaces the container, which such an app then does not link.
/// </summary>
internal sealed class BuiltInServices(WebSocketApp app, IReadOnlyList<BuiltInService> services) : IServiceProvider
{
    private readonly Dictionary<Type, object> _instances = [];
    private readonly Lock _lock = new();

    public object? GetService(Type serviceType)
    {
        lock (_lock)
        {
            if (_instances.TryGetValue(serviceType, out var instance))
            {
                return instance;
            }

            foreach (var service in services)
            {
                if (service.Type == serviceType)
                {
                    return _instances[serviceType] = service.Create(app);
                }
            }

            return null;
        }
    }
}
