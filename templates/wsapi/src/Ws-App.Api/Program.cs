using WsScaffold;
using WsSpace;

var builder = WebSocketApp.CreateBuilder<WsAppApi>(args);
//-:cnd:noEmit
#if DEBUG
builder.UseLocalGateway();
#endif
//+:cnd:noEmit
await builder.Build().RunAsync();
