using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WsScaffold.Testing;

namespace WsSpace.Tests;

/// <summary>Starts the API with random access tokens, and connects clients with them.</summary>
internal static class TestApi
{
    private static readonly string[] _users = ["ann", "bob"];
    private static readonly string _secret = RandomNumberGenerator.GetHexString(32);

    public static Task<WebSocketApiFixture> StartAsync()
    {
        var tokens = new AccessTokens(string.Join(' ', _users.Select(Setting)));
        return WebSocketApiFixture.StartAsync<WsAppApi>(services => services.AddSingleton(tokens));
    }

    public static Task<WebSocketTestClient> ConnectUserAsync(this WebSocketApiFixture api, string user) =>
        api.ConnectAsync(query: $"token={TokenOf(user)}");

    private static string TokenOf(string user) => user + _secret;

    private static string Setting(string user)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(user)));
        return $"{user}={Convert.ToHexString(hash)}";
    }
}
