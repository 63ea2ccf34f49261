using System.Text;
using WsScaffold.Generated.Json;

namespace WsScaffold.Generator.Tests.Json.Direct;

/// <summary>The direct code of a type that is known at run time only.</summary>
internal interface IDirectShape
{
    /// <summary>The value that was read, as in <see cref="Outcome"/>; <see langword="null"/> if the contract has to read it.</summary>
    string? Read(string document);

    /// <summary>The JSON that was written; <see langword="null"/> if the contract has to write it.</summary>
    string? Write(object? value);
}

internal sealed class DirectShape<T>(DirectContract<T> contract) : IDirectShape
{
    public string? Read(string document) =>
        contract.TryRead(Encoding.UTF8.GetBytes(document), out var value) ? Outcome.Dump(value) : null;

    public string? Write(object? value)
    {
        var writer = new DirectWriter();
        return contract.TryWrite(writer, (T)value!) ? Encoding.UTF8.GetString(writer.Written.Span) : null;
    }
}
