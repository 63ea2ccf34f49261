using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.DynamoDB;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace WsScaffold.Cdk.Resources;

/// <summary>The table that the connections are kept in: paid by the request, rows expire by themselves.</summary>
internal static class TableResources
{
    /// <returns>The table; none when the API keeps connections elsewhere.</returns>
    public static Table? Add(Construct scope, WebSocketLambdaApiProps props) => !props.Api.HasConnectionTable ? null : new(scope, "Connections", new TableProps
    {
        PartitionKey = new Attribute { Name = ConnectionTable.PartitionKey, Type = AttributeType.STRING },
        SortKey = new Attribute { Name = ConnectionTable.SortKey, Type = AttributeType.STRING },
        TimeToLiveAttribute = ConnectionTable.TimeToLive,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        PointInTimeRecovery = props.PointInTimeRecovery ? true : null,
        RemovalPolicy = props.RemovalPolicy,
    });

    /// <summary>Lets a function find the table, and do to it what the store does: which is never a scan.</summary>
    public static void Share(Table? table, Function function)
    {
        if (table is not null)
        {
            function.AddEnvironment(ConnectionTable.NameVariable, table.TableName);
            table.Grant(function, ConnectionTable.Actions);
        }
    }
}
