namespace WsScaffold.Cdk.Bundling;

/// <summary>The processors of Lambda.</summary>
internal enum ElfMachine
{
    Other,
    X64,
    Arm64,
}
