namespace WsScaffold.Connections;
internal static class ConnectionsClient { public static IConnections Create(WebSocketApp app) => throw new NotImplementedException(); }
