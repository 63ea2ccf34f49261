using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>
/// Creates loggers without the factory, options, filters and rules of Microsoft.Extensions.Logging. An app that configures no
/// logging uses it.
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

    /// <exception cref="NotSupportedException">Always: there is only one provider.</exception>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("This app logs to Lambda only. Call AddLogging on its services to add logging providers.");

    public void Dispose() => _provider.Dispose();
}
