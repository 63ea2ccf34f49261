using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using WsScaffold;

namespace Shapes;

/// <summary>An API with the contracts of the corpus.</summary>
[WebSocketApi(JsonContext = typeof(OwnContext), Envelope = Envelope.None)]
public sealed partial class ShapesApi
{
    /// <summary>Never called. Its return type makes the generator write the contracts of all shapes.</summary>
    [WebSocketRoute("shapes")]
    public static IShapes Shapes() => throw new NotSupportedException();

    [WebSocketRoute("own")]
    public static OwnMessage Own(OwnMessage message) => message;

    [WebSocketRoute("validated")]
    public static string Validated(ValidatedMessage message) => message.Name;
}

public sealed record OwnMessage(string Name, Level Level);

public sealed record ValidatedMessage(
    [Required, RegularExpression("[a-z@]*")] string Name,
    [Range(1, 3)] int Count,
    [MaxLength(1)] List<ValidatedMessage>? Parts = null,
    [EmailAddress] string? Mail = null,
    [property: Compare("Mail")] string? Again = null,
    [Range(typeof(decimal), "0", "1.5")] decimal Share = 0) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Name == Mail)
        {
            yield return new("must differ", [nameof(Name)]);
        }
    }
}

[JsonSerializable(typeof(OwnMessage))]
public sealed partial class OwnContext : JsonSerializerContext;
