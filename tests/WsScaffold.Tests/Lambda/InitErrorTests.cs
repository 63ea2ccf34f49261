using System.Text.Json;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.Lambda;
using static WsScaffold.Tests.Lambda.FakeRuntimeApi;

namespace WsScaffold.Tests.Lambda;

public sealed class InitErrorTests : IDisposable
{
    private readonly FakeRuntimeApi _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public void Is_posted_with_the_body_and_headers_of_an_error()
    {
        InitError.Report(new InvalidOperationException("No store is registered."), _api.Address, NullLogger.Instance);

        var request = _api.Requests.Single();
        Assert.Equal("/2018-06-01/runtime/init/error", request.Path);
        Assert.Equal("application/vnd.aws.lambda.error+json", request.Header("Content-Type"));
        Assert.Equal("Function.InitFailed", request.Header("Lambda-Runtime-Function-Error-Type"));
        Assert.Equal(
            $$"""{"working_directory":{{JsonSerializer.Serialize(Environment.CurrentDirectory)}},"exceptions":"""
                + $$"""[{"type":"InvalidOperationException","message":"No store is registered.","stack":[]}],"paths":[]}""",
            request.Header("Lambda-Runtime-Function-XRay-Error-Cause")
        );
        Assert.Equal(
            """{"errorMessage":"No store is registered.","errorType":"InvalidOperationException","stackTrace":[]}""",
            request.Text
        );
    }

    [Fact]
    public void A_refused_report_is_logged()
    {
        _api.Post(Reply.Status(403));
        var log = new FakeLogger();

        InitError.Report(new InvalidOperationException(), _api.Address, log);

        Assert.Equal(
            ["The function could not start, and the Lambda Runtime API rejected the report of it with status 403."],
            log.Collector.GetSnapshot().Select(static line => line.Message));
    }

    [Fact]
    public void A_report_that_reaches_nobody_is_logged_and_throws_nothing()
    {
        using var reserved = FakeRuntimeApi.ReservePort();
        var log = new FakeLogger();

        InitError.Report(new InvalidOperationException(), RuntimeApiAddress.Parse($"{reserved.LocalEndPoint}"), log);

        Assert.Equal(
            ["The function could not start, and this could not be reported to Lambda."],
            log.Collector.GetSnapshot().Select(static line => line.Message));
    }
}
