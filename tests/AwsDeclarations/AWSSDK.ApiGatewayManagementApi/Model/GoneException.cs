namespace Amazon.ApiGatewayManagementApi.Model;

public class GoneException(string message) : AmazonApiGatewayManagementApiException(message);
