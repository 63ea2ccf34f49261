using Microsoft.Extensions.DependencyInjection;
using StandIn.Chat;
using StandIn.Connections;
using StandIn.Lambda;

var services = new ServiceCollection();
services.AddSingleton<RoomStore>();
services.AddSingleton<ConnectionsClient>(_ => ConnectionsClient.FromEnvironment());
services.AddSingleton<ChatFunction>();

await using var provider = services.BuildServiceProvider();
using var runtimeApi = RuntimeApiClient.FromEnvironment();
var function = provider.GetRequiredService<ChatFunction>();

await RuntimeLoop.RunAsync(runtimeApi, function.HandleAsync);
