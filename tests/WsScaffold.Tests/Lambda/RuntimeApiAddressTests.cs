using WsScaffold.Lambda;

namespace WsScaffold.Tests.Lambda;

public class RuntimeApiAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:9001", "127.0.0.1:9001", "127.0.0.1", 9001, "")]
    [InlineData("localhost:5050/MyFunction", "localhost:5050", "localhost", 5050, "/MyFunction")]
    [InlineData("localhost:5050/a/b/", "localhost:5050", "localhost", 5050, "/a/b")]
    [InlineData("host", "host", "host", 80, "")]
    [InlineData("host/", "host", "host", 80, "")]
    [InlineData("[::1]:9001", "[::1]:9001", "::1", 9001, "")]
    [InlineData("[::1]", "[::1]", "::1", 80, "")]
    public void Splits_into_host_port_and_path(string value, string authority, string host, int port, string prefix)
    {
        var address = RuntimeApiAddress.Parse(value);

        Assert.Equal((authority, host, port, prefix), (address.Authority, address.Host, address.Port, address.PathPrefix));
    }

    [Theory]
    [InlineData(":9001")]
    [InlineData("host:")]
    [InlineData("host:port")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("http://host:9001")]
    [InlineData("host:9001/a b")]
    [InlineData("host:9001\r\nX: y")]
    [InlineData("höst:9001")]
    [InlineData("/path")]
    public void What_is_no_address_is_a_clear_error(string value)
    {
        var exception = Assert.Throws<FormatException>(() => RuntimeApiAddress.Parse(value));

        Assert.Equal(
            $"AWS_LAMBDA_RUNTIME_API is '{value}', which is not in the form host:port. Lambda sets the variable; to run outside Lambda, "
                + $"unset it.",
            exception.Message
        );
    }
}
