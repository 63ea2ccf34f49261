using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WsScaffold.Testing;

namespace WsSpace.Tests;

/// <summary>The API, for clients with tokens that nobody has anywhere else.</summary>
internal static class TestApi
{
    private static readonly string[] _users = ["ann", "bob"];
    private static readonly string _secret = RandomNumberGenerator.GetHexString(32);

    public static Task<WebSocketApiFixture> StartAsync() =>
        WebSocketApiFixture.StartAsync<WsAppApi>(services => services.AddSingleton(new AccessTokens(string.Join(' ', _users.Select(Setting)))));

    public static Task<WebSocketTestClient> ConnectUserAsync(this WebSocketApiFixture api, string user) =>
        api.ConnectAsync(query: $"token={TokenOf(user)}");

    private static string TokenOf(string user) => user + _secret;

    private static string Setting(string user) => $"{user}={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(user))))}";
}
