using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated;

/// <summary>A type on the wire, with its name.</summary>
/// <param name="Role">The role of the message.</param>
/// <param name="Name">The route key of a request and its response, or the <c>type</c> of a push.</param>
/// <param name="Contract">The JSON contract of the type.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MessageContract(MessageRole Role, string Name, JsonTypeInfo Contract);
