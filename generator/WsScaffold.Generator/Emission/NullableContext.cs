namespace WsScaffold.Generator.Emission;

/// <summary>What the compiler makes of nullable reference types in a generated file.</summary>
internal enum NullableContext
{
    Enabled,

    /// <summary>Annotations count, but give no warnings: generated code that contradicts the user's annotations is still right.</summary>
    Annotations,
    Disabled,
}
