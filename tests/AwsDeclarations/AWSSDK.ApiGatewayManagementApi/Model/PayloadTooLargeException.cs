namespace Amazon.ApiGatewayManagementApi.Model;

public class PayloadTooLargeException(string message) : AmazonApiGatewayManagementApiException(message);
