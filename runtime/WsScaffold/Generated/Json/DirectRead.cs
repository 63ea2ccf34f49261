using System.ComponentModel;

namespace WsScaffold.Generated.Json;

/// <summary>Generated code that reads a value.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="reader">The reader, positioned before the value.</param>
/// <returns>The value; undefined if the reader has fallen back.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T DirectRead<out T>(ref DirectReader reader);
