using System.Globalization;
using System.Text;
using CsCheck;
using WsScaffold.Net.Http;

namespace WsScaffold.Tests.Lambda;

public class HttpResponseParserTests
{
    private const int Iterations = 2_000;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true)]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", 202, "", true)]
    [InlineData("HTTP/1.1 200\r\ncontent-LENGTH:2\r\n\r\nok", 200, "ok", true)]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length \t: \t 2 \t \r\n\r\nok", 200, "ok", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length:\r\n  2\r\n\r\nok", 200, "ok", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "", true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true)]
    [InlineData(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok",
        202,
        "ok",
        true
    )]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", 200, "hello", true)]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n00A;name=\"v\"\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
        200,
        "0123456789",
        true
    )]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1 \na\n0\n\n", 200, "a", true)]
    public void Reads_a_response(string text, int status, string body, bool keepAlive)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var parser = new HttpResponseParser();

        Assert.True(parser.Advance(bytes));

        Assert.Equal(status, parser.StatusCode);
        Assert.Equal(body, Encoding.ASCII.GetString(bytes, parser.BodyStart, parser.BodyLength));
        Assert.Equal(keepAlive, parser.KeepAlive);
        Assert.Equal(bytes.Length, parser.End);
    }

    [Fact]
    public void A_body_without_a_length_ends_with_the_connection()
    {
        var bytes = "HTTP/1.1 200 OK\r\n\r\nhello"u8.ToArray();
        var parser = new HttpResponseParser();

        Assert.False(parser.Advance(bytes));
        parser.EndOfStream(bytes.Length);

        Assert.Equal("hello", Encoding.ASCII.GetString(bytes, parser.BodyStart, parser.BodyLength));
        Assert.False(parser.KeepAlive);
    }

    [Fact]
    public void What_follows_the_response_is_left_alone()
    {
        var bytes = "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nokHTTP/1.1"u8.ToArray();
        var parser = new HttpResponseParser();

        Assert.True(parser.Advance(bytes));

        Assert.Equal(bytes.Length - "HTTP/1.1".Length, parser.End);
    }

    [Theory]
    [InlineData("Plain: value", "value")]
    [InlineData("PLAIN:value", "value")]
    [InlineData("Plain:\t two  words \t", "two  words")]
    [InlineData("Plain:", "")]
    [InlineData("Plain: one\r\n two\r\n\tthree", "one   two   three")]
    [InlineData("Plain: one\r\n \r\n two", "one      two")]
    [InlineData("Plain:\r\n one", "one")]
    [InlineData("Plain: first\r\nPlain: second", "first")]
    public void Finds_a_header_by_name_without_regard_to_case(string lines, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nOther: x\r\n{lines}\r\nContent-Length: 0\r\n\r\n");
        var parser = new HttpResponseParser();

        Assert.True(parser.Advance(bytes));

        Assert.True(parser.TryGetHeader(bytes, "plain"u8, out var value));
        Assert.Equal(expected, Encoding.ASCII.GetString(value));
        Assert.False(parser.TryGetHeader(bytes, "plai"u8, out _));
    }

    [Theory]
    [InlineData("\r\n", "does not start with a status line")]
    [InlineData("HTTP/2 200 OK\r\n", "does not start with a status line")]
    [InlineData("HTTP/1.1 20 OK\r\n", "does not start with a status line")]
    [InlineData("HTTP/1.1 099 OK\r\n", "does not start with a status line")]
    [InlineData("HTTP/1.1 2000 OK\r\n", "does not start with a status line")]
    [InlineData("HTTP/1.1 200OK\r\n", "does not start with a status line")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n", "has an invalid header line")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n", "has an invalid header line")]
    [InlineData("HTTP/1.1 200 OK\r\ntwo words: x\r\n", "has an invalid header line")]
    [InlineData("HTTP/1.1 200 OK\r\nname: a\rb\r\n", "has an invalid header line")]
    [InlineData("HTTP/1.1 200 OK\r\n folded: onto nothing\r\n", "has an invalid header line")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "has no usable content length (at most 67108864 bytes)")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n", "has no usable content length (at most 67108864 bytes)")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "has no usable content length (at most 67108864 bytes)"
    )]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n", "has no usable content length (at most 67108864 bytes)")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "has no usable content length (at most 67108864 bytes)")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "has a transfer encoding other than chunked")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        "has a transfer encoding other than chunked"
    )]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", "has a chunk without a valid size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\n", "has a chunk without a valid size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", "has a chunk that is longer than its size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000001\r\n", "has a body of more than 67108864 bytes")]
    public void Refuses_what_is_no_response(string text, string reason)
    {
        var exception = Assert.Throws<InvalidResponseException>(() => new HttpResponseParser().Advance(Encoding.ASCII.GetBytes(text)));

        Assert.Equal($"The response {reason}.", exception.Message);
    }

    [Fact]
    public void Refuses_a_head_over_the_limit_however_it_is_made_up()
    {
        var limit = HttpResponseParser.MaxHeadLength;

        AssertTooLong(new string('x', limit + 1));
        AssertTooLong("HTTP/1.1 200 OK\r\nname: " + new string('x', limit));
        AssertTooLong(string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", limit / 20)));
        AssertTooLong(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + string.Concat(Enumerable.Repeat("trailer: x\r\n", limit / 10))
        );

        void AssertTooLong(string text) => Assert.Equal(
            $"The response has a head of more than {limit} bytes.",
            Assert.Throws<InvalidResponseException>(() => new HttpResponseParser().Advance(Encoding.ASCII.GetBytes(text))).Message);
    }

    [Fact]
    public void Refuses_too_many_headers()
    {
        var headers = string.Concat(Enumerable.Repeat("a: b\r\n", HttpResponseParser.MaxHeaders + 1));

        var exception = Assert.Throws<InvalidResponseException>(() =>
            new HttpResponseParser().Advance(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\n"))
        );

        Assert.Equal("The response has more than 64 headers.", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    public void A_response_that_is_cut_off_says_so(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var parser = new HttpResponseParser();
        Assert.False(parser.Advance(bytes));

        var exception = Assert.Throws<InvalidResponseException>(() => parser.EndOfStream(bytes.Length));

        Assert.Equal("The response is incomplete: the peer closed the socket.", exception.Message);
    }

    [Fact]
    public void A_known_length_is_asked_for_at_once()
    {
        var parser = new HttpResponseParser();
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 6000000\r\n\r\n"u8.ToArray();

        Assert.False(parser.Advance(head));

        Assert.Equal(head.Length + 6_000_000, parser.Required);
    }

    [Fact]
    public void Every_valid_response_is_read_as_it_was_written() => Responses.Sample(
        response =>
        {
            var bytes = response.Bytes();
            var parser = new HttpResponseParser();

            Assert.True(parser.Advance(bytes));

            Assert.Equal(response.Status, parser.StatusCode);
            Assert.Equal(bytes.Length, parser.End);
            Assert.Equal(response.Body, bytes.AsSpan(parser.BodyStart, parser.BodyLength).ToArray());
            foreach (var (name, value) in response.Headers)
            {
                Assert.True(parser.TryGetHeader(bytes, Encoding.ASCII.GetBytes(name), out var found));
                Assert.Equal(value, Encoding.ASCII.GetString(found));
            }
        },
        iter: Iterations);

    [Fact]
    public void How_a_valid_response_is_split_makes_no_difference() =>
        Gen.Select(Responses, Cuts).Sample(t => AssertSplitsAlike(t.Item1.Bytes(), t.Item2), iter: Iterations);

    [Fact]
    public void How_a_mutated_response_is_split_makes_no_difference() =>
        Gen.Select(Responses, Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 8], Cuts).Sample(
            t =>
            {
                var bytes = t.Item1.Bytes();
                foreach (var (at, with) in t.Item2)
                {
                    bytes[at % bytes.Length] = with;
                }

                AssertSplitsAlike(bytes, t.Item3);
            },
            iter: Iterations);

    [Fact]
    public void Random_bytes_are_refused_or_waited_on_and_nothing_else() =>
        Gen.Select(
                Gen.OneOf(Gen.Byte, Gen.OneOf("HTTP/1. 20:\r\n\r\n"u8.ToArray())).Array[0, 300],
                Gen.OneOf("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                Cuts
            )
            .Sample(t => AssertSplitsAlike([.. Encoding.ASCII.GetBytes(t.Item2), .. t.Item1], t.Item3), iter: Iterations);

    private static Gen<int[]> Cuts => Gen.Int[1, 60].Array[0, 20];

    private static Gen<Response> Responses { get; } =
        from status in Gen.Int[200, 599].Where(status => status is not (204 or 304))
        from headers in Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 12], Gen.String[Gen.Char['!', '~'], 0, 40]).Array[0, 8]
        from body in Gen.Byte.Array[0, 400]
        from chunk in Gen.Int[0, 90]
        from interim in Gen.Int[0, 2]
        from lineBreak in Gen.OneOf("\r\n", "\n")
        select new Response(
            status,
            [.. headers.DistinctBy(header => header.Item1).Select(header => ($"x-{header.Item1}", header.Item2))],
            body,
            chunk,
            interim,
            lineBreak
        );

    private static void AssertSplitsAlike(byte[] bytes, int[] pieces)
    {
        var whole = Outcome.Of(bytes, [bytes.Length]);
        var split = Outcome.Of(bytes, pieces);

        Assert.Equal(whole, split);
    }

    /// <param name="ChunkSize">0 for a body with a content length.</param>
    private sealed record Response(
        int Status,
        (string Name, string Value)[] Headers,
        byte[] Body,
        int ChunkSize,
        int Interim,
        string LineBreak
    )
    {
        public byte[] Bytes()
        {
            var head = new StringBuilder();
            for (var i = 0; i < Interim; i++)
            {
                head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 100 Continue{LineBreak}{LineBreak}");
            }

            head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Some reason{LineBreak}");
            foreach (var (name, value) in Headers)
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}{LineBreak}");
            }

            head.Append(ChunkSize > 0 ? "Transfer-Encoding: chunked" : $"Content-Length: {Body.Length}")
                .Append(LineBreak)
                .Append(LineBreak);
            return [.. Encoding.ASCII.GetBytes(head.ToString()), .. ChunkSize > 0 ? Chunked() : Body];
        }

        private byte[] Chunked() =>
            [
                .. Body.Chunk(ChunkSize)
                    .SelectMany(chunk =>
                        (byte[])
                            [.. Encoding.ASCII.GetBytes($"{chunk.Length:x}{LineBreak}"), .. chunk, .. Encoding.ASCII.GetBytes(LineBreak)]
                    ),
                .. Encoding.ASCII.GetBytes($"0{LineBreak}{LineBreak}"),
            ];

        public override string ToString() => Encoding.Latin1.GetString(Bytes());
    }

    /// <summary>All that a caller can see, the pieces of the bytes fed one after the other and then the end of the stream.</summary>
    private sealed record Outcome(bool Complete, int Status, string Body, bool KeepAlive, int End, string? Header, string? Error)
    {
        public static Outcome Of(byte[] source, int[] pieces)
        {
            var bytes = source.ToArray();
            var parser = new HttpResponseParser();
            var complete = false;
            string? error = null;
            try
            {
                var fed = 0;
                for (var i = 0; fed < bytes.Length && !complete; i++)
                {
                    fed = i < pieces.Length ? Math.Min(bytes.Length, fed + pieces[i]) : bytes.Length;
                    complete = parser.Advance(bytes.AsSpan(0, fed));
                }

                if (!complete)
                {
                    parser.EndOfStream(bytes.Length);
                    complete = true;
                }
            }
            catch (InvalidResponseException exception)
            {
                error = exception.Message;
            }

            return !complete
                ? new(false, 0, "", false, 0, null, error)
                : new(
                    true,
                    parser.StatusCode,
                    Encoding.Latin1.GetString(bytes, parser.BodyStart, parser.BodyLength),
                    parser.KeepAlive,
                    parser.End,
                    parser.TryGetHeader(bytes, "x-a"u8, out var header) ? Encoding.Latin1.GetString(header) : null,
                    error);
        }
    }
}
