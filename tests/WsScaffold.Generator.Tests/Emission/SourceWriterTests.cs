using WsScaffold.Generator.Emission;

namespace WsScaffold.Generator.Tests.Emission;

public sealed class SourceWriterTests
{
    [Fact]
    public void Indents_every_line_of_a_block_and_leaves_empty_lines_empty()
    {
        var writer = new SourceWriter();
        using (writer.Block("class A"))
        {
            writer.Line("int X;\r\n\nint Y;");
            using (writer.Block(close: "};"))
            {
                writer.Line("1,");
            }
        }

        Assert.Equal("class A\n{\n    int X;\n\n    int Y;\n    {\n        1,\n    };\n}\n", writer.ToString());
    }
}
