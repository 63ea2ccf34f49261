namespace StandIn.Events;

/// <summary>
/// The shape of AWS's class of that name: a dictionary. Its properties read and write the dictionary's entries, so the
/// serializer never meets them.
/// </summary>
internal sealed class APIGatewayCustomAuthorizerContext : Dictionary<string, object>;
