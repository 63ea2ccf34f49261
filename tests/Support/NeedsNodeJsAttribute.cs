using System.Reflection;
using Xunit.v3;

namespace WsScaffold.Tests.Support;

/// <summary>Skips a test, or all tests of a class, where Node.js is not installed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsNodeJsAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Tool.NodeJs.Require();
}
