using System.Text;
using WsScaffold.Generated.Json;

namespace WsScaffold.Generator.Tests.Json.Direct;

/// <summary>The direct code of a type that is only known at run time.</summary>
internal interface IDirectShape
{
    /// <summary>What was read, as <see cref="Outcome"/> tells it; null when the contract must read.</summary>
    string? Read(string document);

    /// <summary>What was written; null when the contract must write.</summary>
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
