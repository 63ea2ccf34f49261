using System.Globalization;
using System.Text;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>
/// Names as the naming policies of System.Text.Json write them, to know at compile time what a member is called in JSON.
/// See <see
/// href="https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/customize-properties#use-a-built-in-naming-policy"/>.
/// </summary>
internal static class MemberNames
{
    public static string InJson(MemberModel member, NamingPolicy policy) => member.JsonName ?? Convert(member.Name, policy);

    public static string Convert(string name, NamingPolicy policy) => policy switch
    {
        NamingPolicy.CamelCase => CamelCase(name),
        NamingPolicy.SnakeCaseLower => Separated(name, '_', char.ToLowerInvariant),
        NamingPolicy.SnakeCaseUpper => Separated(name, '_', char.ToUpperInvariant),
        NamingPolicy.KebabCaseLower => Separated(name, '-', char.ToLowerInvariant),
        NamingPolicy.KebabCaseUpper => Separated(name, '-', char.ToUpperInvariant),
        _ => name,
    };

    // A run of capitals is one word, and its last letter begins the next: URLPath is urlPath.
    private static string CamelCase(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            var next = i + 1 < letters.Length ? letters[i + 1] : default(char?);
            if (i > 0 && next is { } follower && !char.IsUpper(follower) && follower != ' ')
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
            if (i > 0 && next == ' ')
            {
                break;
            }
        }

        return new(letters);
    }

    private static string Separated(string name, char separator, Func<char, char> toCase)
    {
        var text = new StringBuilder(name.Length + 8);
        var before = Kind.None;
        for (var i = 0; i < name.Length; i++)
        {
            var kind = KindOf(name[i]);
            if (kind == Kind.Space)
            {
                before = before == Kind.None ? Kind.None : Kind.Space;
                continue;
            }

            var beginsWord = (before, kind) switch
            {
                (Kind.Space, Kind.Upper or Kind.LowerOrDigit) or (Kind.LowerOrDigit, Kind.Upper) => true,
                (Kind.Upper, Kind.Upper) => i + 1 < name.Length && char.IsLower(name[i + 1]),
                _ => false,
            };
            if (beginsWord)
            {
                text.Append(separator);
            }

            text.Append(kind == Kind.None ? name[i] : toCase(name[i]));
            before = kind;
        }

        return text.ToString();
    }

    private static Kind KindOf(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.UppercaseLetter => Kind.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber => Kind.LowerOrDigit,
        UnicodeCategory.SpaceSeparator => Kind.Space,
        _ => Kind.None,
    };

    private enum Kind
    {
        None,
        Upper,
        LowerOrDigit,
        Space,
    }
}
