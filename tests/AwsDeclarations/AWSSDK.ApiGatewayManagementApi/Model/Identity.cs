namespace Amazon.ApiGatewayManagementApi.Model;

public class Identity
{
    public string SourceIp { get; set; }

    public string UserAgent { get; set; }
}
