namespace WsScaffold.Generator.Json.Direct;

/// <summary>What of an API's messages generated code reads and writes directly.</summary>
/// <param name="Roots">Messages that it does, in one direction at least.</param>
/// <param name="Readers">The types that it reads on the way, roots included.</param>
/// <param name="Writers">The types that it writes.</param>
/// <param name="Rejections">Messages that only the contract reads or writes, each with the reason.</param>
internal sealed record DirectTable(
    EquatableArray<string> Roots,
    EquatableArray<string> Readers,
    EquatableArray<string> Writers,
    EquatableArray<DirectRejection> Rejections)
{
    /// <param name="table">All contracts.</param>
    /// <param name="read">The messages that are read.</param>
    /// <param name="written">The messages that are written.</param>
    /// <param name="options">What the API says about JSON.</param>
    public static DirectTable From(ContractTable table, IEnumerable<string> read, IEnumerable<string> written, ContractOptions options)
    {
        var reading = DirectClosure.Reading(table, options, read);
        var writing = DirectClosure.Writing(table, options, written);
        return new(
            reading.Roots.Concat(writing.Roots).InOrder().ToEquatableArray(),
            reading.Types.ToEquatableArray(),
            writing.Types.ToEquatableArray(),
            reading.Rejections.Select(static rejection => new DirectRejection(rejection.Key, "read", rejection.Value))
                .Concat(writing.Rejections.Select(static rejection => new DirectRejection(rejection.Key, "written", rejection.Value)))
                .ToEquatableArray());
    }

    /// <summary>The property that holds a root, for example <c>D3</c>.</summary>
    public string Accessor(string root) => $"D{Literals.Number(Roots.ToList().IndexOf(root))}";
}

/// <param name="Verb">What the contract does.</param>
internal sealed record DirectRejection(string TypeName, string Verb, string Reason);
