using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WsSpace;

/// <summary>
/// The valid access tokens and their users. Only SHA-256 hashes are stored, so the function's settings reveal no token. Use random
/// tokens: this is not a safe way to store passwords.
/// </summary>
public sealed class AccessTokens
{
    private readonly List<(string User, byte[] Hash)> _tokens = [];

    /// <param name="setting"><c>USER=SHA256</c> pairs, separated by spaces.</param>
    public AccessTokens(string? setting)
    {
        foreach (var entry in (setting ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            if (entry.Split('=') is not [{ Length: > 0 } user, { Length: 2 * SHA256.HashSizeInBytes } hex]
                || Convert.FromHexString(hex, hash, out _, out _) != OperationStatus.Done)
            {
                throw new FormatException("ACCESS_TOKENS contains an invalid entry. Write USER=SHA256, with 64 hexadecimal digits.");
            }

            _tokens.Add((user, hash));
        }

        if (_tokens.Count == 0)
        {
            throw new FormatException("ACCESS_TOKENS is empty, so no client could connect. Create a token as described in README.md.");
        }
    }

    /// <returns>The user of the token, or <see langword="null"/> if the token is not valid.</returns>
    public string? FindUser(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        string? found = null;
        foreach (var (user, known) in _tokens)
        {
            // The comparison takes the same time for every token, so the time does not reveal how much of a guess is right.
            if (CryptographicOperations.FixedTimeEquals(hash, known))
            {
                found = user;
            }
        }

        return found;
    }
}
