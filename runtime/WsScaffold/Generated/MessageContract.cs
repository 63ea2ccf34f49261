using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated;

/// <summary>A type that goes over the wire, and under which name.</summary>
/// <param name="Role">Who sends it, and why.</param>
/// <param name="Name">The route key of a request and its answer; the <c>type</c> of a push.</param>
/// <param name="Contract">How the type is read and written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MessageContract(MessageRole Role, string Name, JsonTypeInfo Contract);
