using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Rules;

/// <summary>A broken rule about the project as a whole, and the handler or the API class that it is reported at.</summary>
internal sealed record ProjectProblem(DiagnosticDescriptor Rule, ProblemPlace Place, object[] Arguments)
{
    public HandlerModel? Handler { get; init; }

    public ApiModel? Api { get; init; }
}
