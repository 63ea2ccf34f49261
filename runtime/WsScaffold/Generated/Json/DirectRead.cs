using System.ComponentModel;

namespace WsScaffold.Generated.Json;

/// <summary>Generated code that reads a value.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="reader">Where the value comes next.</param>
/// <returns>The value; anything when the reader has given up.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T DirectRead<out T>(ref DirectReader reader);
