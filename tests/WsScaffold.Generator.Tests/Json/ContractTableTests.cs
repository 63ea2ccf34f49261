using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Tests.Json;

public sealed class ContractTableTests
{
    private static readonly TypeContract[] _contracts =
    [
        new ScalarContract("string", "StringConverter"),
        new ScalarContract("int", "Int32Converter"),
        new ScalarContract("string", "StringConverter"),
    ];

    [Fact]
    public void The_table_has_each_contract_once_in_any_order_of_input()
    {
        var table = ContractTable.From(_contracts, ["string"]);

        Assert.Equal(["int", "string"], table.Contracts.Select(contract => contract.TypeName));
        Assert.Equal(table, ContractTable.From(_contracts.Reverse(), ["string", "string"]));
    }

    [Fact]
    public void The_table_names_the_accessor_of_a_root_and_throws_for_other_types()
    {
        var table = ContractTable.From(_contracts, ["string", "int", "of no contract"]);

        Assert.Equal(["C0", "C1"], [table.Accessor("int"), table.Accessor("string")]);
        Assert.Throws<ArgumentException>(() => table.Accessor("of no contract"));
    }
}
