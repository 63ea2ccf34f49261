using Chat;
using WsScaffold;

var builder = WebSocketApp.CreateBuilder<ChatApi>(args);
#if DEBUG
builder.UseLocalGateway();
#endif
await builder.Build().RunAsync();
