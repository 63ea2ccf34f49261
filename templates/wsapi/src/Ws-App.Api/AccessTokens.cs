using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WsSpace;

/// <summary>Whose tokens are known: by their SHA-256, so that nobody reads a token in the function's settings. Right for random tokens, not for passwords.</summary>
public sealed class AccessTokens
{
    private readonly List<(string User, byte[] Hash)> _tokens = [];

    /// <param name="setting"><c>USER=HASH</c> for each token, with spaces between.</param>
    public AccessTokens(string? setting)
    {
        foreach (var entry in (setting ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            if (entry.Split('=') is not [{ Length: > 0 } user, { Length: 2 * SHA256.HashSizeInBytes } hex]
                || Convert.FromHexString(hex, hash, out _, out _) != OperationStatus.Done)
            {
                throw new FormatException("ACCESS_TOKENS has an entry that isn't USER=HASH, with a SHA-256 of 64 hexadecimal digits.");
            }

            _tokens.Add((user, hash));
        }

        if (_tokens.Count == 0)
        {
            throw new FormatException("ACCESS_TOKENS is empty, so nobody could connect. README.md says how to make a token.");
        }
    }

    /// <returns>Whose it is; <see langword="null"/> when it is nobody's.</returns>
    public string? FindUser(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        string? found = null;
        foreach (var (user, known) in _tokens)
        {
            // How long this takes tells nothing of how much was right.
            if (CryptographicOperations.FixedTimeEquals(hash, known))
            {
                found = user;
            }
        }

        return found;
    }
}
