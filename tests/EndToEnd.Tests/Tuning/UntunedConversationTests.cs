using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Tuning;

/// <summary>The NativeAOT binary without the package's tuning, which must change speed and size only.</summary>
public sealed class UntunedConversationTests : PublishedConversationTests
{
    protected override Task<PublishedApi> PublishAsync() => PublishedApis.UntunedChatAsync();
}
