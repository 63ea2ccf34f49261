namespace WsScaffold.EndToEnd.Support;

/// <summary>APIs as they are deployed: published with NativeAOT. Tests skip where that is not possible.</summary>
internal static class PublishedApis
{
    /// <summary>The Chat sample, which pushes and registers services.</summary>
    public static Task<PublishedApi> ChatAsync() => SharedBuilds.PublishAsync("chat", ["samples", "Chat", "Chat.Api"]);

    /// <summary>An API that neither pushes nor registers services.</summary>
    public static Task<PublishedApi> LeanAsync() => SharedBuilds.PublishAsync("lean", ["benchmarks", "LeanApi"]);

    /// <summary>The API for the captured events.</summary>
    public static Task<PublishedApi> SeedAsync() => SharedBuilds.PublishAsync("seed", ["tests", "EndToEnd.Tests", "SeedApi"]);

    /// <summary>The Chat sample, published without any of the undocumented settings of the package.</summary>
    public static Task<PublishedApi> UntunedChatAsync() =>
        SharedBuilds.PublishAsync("untuned", ["samples", "Chat", "Chat.Api"], "-p:WsScaffoldTuning=false");

    /// <summary>The lean API, linked for one address.</summary>
    public static Task<PublishedApi> FixedAddressLeanAsync() =>
        SharedBuilds.PublishAsync("fixed", ["benchmarks", "LeanApi"], "-p:WsScaffoldFixedAddress=true");
}
