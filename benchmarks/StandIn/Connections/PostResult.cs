namespace StandIn.Connections;

internal enum PostResult
{
    Delivered,
    Gone,
    Failed,
}
