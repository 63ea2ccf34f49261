using System.Globalization;
using System.Text;

namespace ColdAndWarm.FakeLambda;

/// <summary>
/// One event as the Runtime API delivers it. The HTTP response is prepared in advance, and only the request ID and the deadline are
/// written into it for each delivery, so that the server needs almost no CPU time beside the function under test.
/// </summary>
internal sealed class Invocation
{
    private const string IdPrefix = "8476a536-e9f4-11e8-9739-";
    private const int IdDigits = 12;
    private const int DeadlineDigits = 13;
    private static readonly long _timeout = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    private readonly byte[] _response;
    private readonly int _idAt;
    private readonly int _deadlineAt;

    public Invocation(string lambdaEvent, Expectation expected)
    {
        Expected = expected;
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            HTTP/1.1 200 OK
            Content-Type: application/json
            Lambda-Runtime-Aws-Request-Id: {IdPrefix}{new string('0', IdDigits)}
            Lambda-Runtime-Deadline-Ms: {new string('1', DeadlineDigits)}
            Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:chat
            Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1
            Content-Length: {Encoding.UTF8.GetByteCount(lambdaEvent)}


            """).ReplaceLineEndings("\r\n");
        _response = Encoding.UTF8.GetBytes(head + lambdaEvent);
        _idAt = head.IndexOf(IdPrefix, StringComparison.Ordinal) + IdPrefix.Length;
        _deadlineAt = head.IndexOf(new string('1', DeadlineDigits), StringComparison.Ordinal);
    }

    public Expectation Expected { get; }

    public static string RequestId(long number) => IdPrefix + number.ToString("d12", CultureInfo.InvariantCulture);

    /// <summary>The HTTP response that delivers the event as invocation <paramref name="number"/>.</summary>
    public ReadOnlySpan<byte> Response(long number)
    {
        var deadline = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + _timeout;
        number.TryFormat(_response.AsSpan(_idAt, IdDigits), out _, "d12", CultureInfo.InvariantCulture);
        deadline.TryFormat(_response.AsSpan(_deadlineAt, DeadlineDigits), out _, default, CultureInfo.InvariantCulture);
        return _response;
    }
}
