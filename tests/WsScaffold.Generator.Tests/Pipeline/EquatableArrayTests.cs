using System.Collections.Immutable;
using WsScaffold.Generator.Pipeline;

namespace WsScaffold.Generator.Tests.Pipeline;

public sealed class EquatableArrayTests
{
    [Fact]
    public void Equals_by_elements_and_order()
    {
        EquatableArray<string> one = new(["a", "b"]);
        EquatableArray<string> same = new(["a", "b"]);
        EquatableArray<string> turned = new(["b", "a"]);
        EquatableArray<string> shorter = new(["a"]);

        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != turned);
        Assert.NotEqual(one.GetHashCode(), turned.GetHashCode());
        Assert.True(one != shorter);
    }

    [Fact]
    public void The_default_is_empty()
    {
        EquatableArray<string> none = default;

        Assert.Empty(none);
        Assert.True(none == new EquatableArray<string>(ImmutableArray<string>.Empty));
        Assert.Equal(none.GetHashCode(), EquatableArray<string>.Empty.GetHashCode());
    }
}
