using WsScaffold;
using WsSpace;

var builder = WebSocketApp.CreateBuilder<WsAppApi>(args);
#if DEBUG
builder.UseLocalGateway();
#endif
await builder.Build().RunAsync();
