namespace Amazon.ApiGatewayManagementApi.Model;

public class LimitExceededException(string message) : AmazonApiGatewayManagementApiException(message);
