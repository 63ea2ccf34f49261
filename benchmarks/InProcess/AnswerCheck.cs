using System.Text;
using System.Text.Json;
using InProcess.Contenders;

namespace InProcess;

/// <summary>Nothing is measured that does not answer rightly.</summary>
internal static class AnswerCheck
{
    /// <exception cref="InvalidDataException">The contender answers something else.</exception>
    public static void Check(IContender contender)
    {
        // Twice: kept buffers must not carry the first answer into the second.
        for (var i = 0; i < 2; i++)
        {
            var answer = contender.Answer(SendMessageEvent.Bytes);
            using var document = JsonDocument.Parse(answer);
            var (status, body) = (document.RootElement.GetProperty("statusCode").GetInt32(), document.RootElement.GetProperty("body").GetString());
            if (status != 200 || body != SendMessageEvent.AnswerBody)
            {
                throw new InvalidDataException($"{contender.Name} answers {Encoding.UTF8.GetString(answer.Span)}");
            }
        }
    }
}
