namespace WsScaffold.Generator.Routes;

/// <summary>How a text becomes the parameter's value.</summary>
internal enum TextBinding
{
    Required,
    Text,
    NullableText,
    AllTexts,
    Fallback,
    Nullable,
}
