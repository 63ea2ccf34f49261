namespace Amazon.ApiGatewayManagementApi.Model;

public class ForbiddenException(string message) : AmazonApiGatewayManagementApiException(message);
