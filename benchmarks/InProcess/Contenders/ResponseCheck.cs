using System.Text;
using System.Text.Json;

namespace InProcess.Contenders;

/// <summary>Checks the response of a contender before it is measured.</summary>
internal static class ResponseCheck
{
    /// <exception cref="InvalidDataException">The response is not the expected one.</exception>
    public static void Check(IContender contender)
    {
        // Twice, because a contender that reuses its buffers must not mix up two responses.
        for (var i = 0; i < 2; i++)
        {
            var response = contender.Respond(SendMessageEvent.Bytes);
            using var document = JsonDocument.Parse(response);
            var status = document.RootElement.GetProperty("statusCode").GetInt32();
            var body = document.RootElement.GetProperty("body").GetString();
            if (status != 200 || body != SendMessageEvent.ResponseBody)
            {
                throw new InvalidDataException($"The response of {contender.Name} is wrong: {Encoding.UTF8.GetString(response.Span)}");
            }
        }
    }
}
