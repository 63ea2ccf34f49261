using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.DynamoDB;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace WsScaffold.Cdk.Resources;

/// <summary>The connection table: on-demand capacity, and rows that expire.</summary>
internal static class TableResources
{
    /// <returns>The table; <see langword="null"/> if the API does not store connections in DynamoDB.</returns>
    public static Table? Add(Construct scope, WebSocketLambdaApiProps props) => !props.Api.HasConnectionTable
        ? null
        : new(scope, "Connections", new TableProps
        {
            PartitionKey = new Attribute { Name = ConnectionTable.PartitionKey, Type = AttributeType.STRING },
            SortKey = new Attribute { Name = ConnectionTable.SortKey, Type = AttributeType.STRING },
            TimeToLiveAttribute = ConnectionTable.TimeToLive,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            PointInTimeRecovery = props.PointInTimeRecovery ? true : null,
            RemovalPolicy = props.RemovalPolicy,
        });

    /// <summary>Passes the name of the table to a function, and grants the actions that the store uses. Scans are not among them.</summary>
    public static void Share(Table? table, Function function)
    {
        if (table is not null)
        {
            function.AddEnvironment(ConnectionTable.NameVariable, table.TableName);
            function.AddToRolePolicy(new PolicyStatement(
                new PolicyStatementProps { Actions = ConnectionTable.Actions, Resources = [table.TableArn] }));
        }
    }
}
