using LeanApi;
using WsScaffold;

await WebSocketApp.CreateBuilder<EchoApi>(args).Build().RunAsync();
