using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>The role of a message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MessageRole
{
    /// <summary>A client sends the message to a route.</summary>
    Request,

    /// <summary>The API sends the message in response to a request.</summary>
    Response,

    /// <summary>The API pushes the message.</summary>
    Push,
}
