using SeedApi;
using WsScaffold;

await WebSocketApp.CreateBuilder<CapturedEventsApi>(args).Build().RunAsync();
