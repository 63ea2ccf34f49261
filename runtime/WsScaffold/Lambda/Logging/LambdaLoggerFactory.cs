using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>
/// Makes loggers without Microsoft.Extensions.Logging's own factory, its options, filters and rules: what an app logs with
/// as long as it configures no logging.
/// </summary>
internal sealed class LambdaLoggerFactory : ILoggerFactory
{
    private readonly LambdaLoggerProvider _provider;

    public LambdaLoggerFactory(LambdaLoggerProvider provider)
    {
        _provider = provider;
        _provider.SetScopeProvider(new LoggerExternalScopeProvider());
    }

    public ILogger CreateLogger(string categoryName) => _provider.CreateLogger(categoryName);

    /// <exception cref="NotSupportedException">Always: there is one provider.</exception>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("This app logs to Lambda only. Call AddLogging on its services to add logging providers.");

    public void Dispose() => _provider.Dispose();
}
