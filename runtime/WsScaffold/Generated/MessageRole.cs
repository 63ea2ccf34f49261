using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>Who sends a message, and why.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MessageRole
{
    /// <summary>A client sends it to a route.</summary>
    Request,

    /// <summary>The API answers a request with it.</summary>
    Response,

    /// <summary>The API sends it unasked.</summary>
    Push,
}
