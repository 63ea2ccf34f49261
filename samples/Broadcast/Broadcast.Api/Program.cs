using Broadcast;
using WsScaffold;

var builder = WebSocketApp.CreateBuilder<BroadcastApi>(args);
#if DEBUG
builder.UseLocalGateway();
#endif
await builder.Build().RunAsync();
