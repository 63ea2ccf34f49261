namespace StandIn.Events;

/// <summary>
/// Has the shape of the AWS class of the same name: a dictionary. The properties of that class access the entries of the dictionary,
/// so the serializer does not use them.
/// </summary>
internal sealed class APIGatewayCustomAuthorizerContext : Dictionary<string, object>;
