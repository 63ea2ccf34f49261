using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
namespace WsScaffold.Logging;
internal sealed class LambdaLoggerProvider : ILoggerProvider { public ILogger CreateLogger(string c) => NullLogger.Instance; public void Dispose() {} }
internal sealed class LambdaLoggerFactory(ILoggerProvider p) : ILoggerFactory { public ILogger CreateLogger(string c) => p.CreateLogger(c); public void AddProvider(ILoggerProvider p) {} public void Dispose() {} }
