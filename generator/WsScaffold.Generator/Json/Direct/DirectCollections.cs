namespace WsScaffold.Generator.Json.Direct;

/// <summary>The collections that direct code knows, and what the serializer makes when it reads one.</summary>
internal static class DirectCollections
{
    private const string Generic = "global::System.Collections.Generic.";

    public static DirectCollection? Of(CollectionContract contract)
    {
        var open = contract.TypeName.IndexOf('<') is var start and > 0 ? contract.TypeName.Substring(0, start) : contract.TypeName;
        if (contract.Factory == "CreateArrayInfo")
        {
            var element = contract.TypeArguments[0];
            return new($"{Generic}List<{element}>", element, ".ToArray()", IsDictionary: false);
        }

        switch (open)
        {
            // Not IEnumerable: what it stands for may be one that can be enumerated once, and the contract may have to do it again.
            case Generic + "List"
            or Generic + "IList"
            or Generic + "ICollection"
            or Generic + "IReadOnlyList"
            or Generic + "IReadOnlyCollection":
                return new($"{Generic}List<{contract.TypeArguments[1]}>", contract.TypeArguments[1], "", IsDictionary: false);
            case Generic + "HashSet" or Generic + "ISet":
                return new($"{Generic}HashSet<{contract.TypeArguments[1]}>", contract.TypeArguments[1], "", IsDictionary: false);
            case Generic + "Dictionary"
            or Generic + "IDictionary"
            or Generic + "IReadOnlyDictionary" when contract.TypeArguments[1] == "string":
                return new($"{Generic}Dictionary<string, {contract.TypeArguments[2]}>", contract.TypeArguments[2], "", IsDictionary: true);
            default:
                return null;
        }
    }
}

/// <param name="Made">The type that reading makes.</param>
/// <param name="Element">The type of its elements, or of a dictionary's values.</param>
/// <param name="Finish">What turns it into the collection.</param>
internal sealed record DirectCollection(string Made, string Element, string Finish, bool IsDictionary);
