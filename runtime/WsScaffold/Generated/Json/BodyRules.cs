using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace WsScaffold.Generated.Json;

/// <summary>
/// Counterparts of the validation attributes that use reflection. Generated code passes them what they need. They accept the same
/// values and have the same messages.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BodyRules
{
    /// <summary>The counterpart of <see cref="MinLengthAttribute"/>.</summary>
    /// <param name="count">Returns the number of elements of a value that is not null.</param>
    /// <param name="length">The minimum length.</param>
    public sealed class MinLength(Func<object, int> count, int length)
        : ValidationAttribute("The field {0} must be a string or array type with a minimum length of '{1}'.")
    {
        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is null || count(value) >= length;

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) =>
            string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, length);
    }

    /// <summary>The counterpart of <see cref="MaxLengthAttribute"/>.</summary>
    /// <param name="count">Returns the number of elements of a value that is not null.</param>
    /// <param name="length">The maximum length; -1 for no limit.</param>
    public sealed class MaxLength(Func<object, int> count, int length = -1)
        : ValidationAttribute("The field {0} must be a string or array type with a maximum length of '{1}'.")
    {
        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is null || length == -1 || count(value) <= length;

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) =>
            string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, length);
    }

    /// <summary>The counterpart of <see cref="LengthAttribute"/>.</summary>
    /// <param name="count">Returns the number of elements of a value that is not null.</param>
    /// <param name="least">The minimum length.</param>
    /// <param name="most">The maximum length.</param>
    public sealed class Length(Func<object, int> count, int least, int most)
        : ValidationAttribute(
            "The field {0} must be a string or collection type with a minimum length of '{1}' and maximum length of '{2}'."
        )
    {
        /// <inheritdoc/>
        public override bool IsValid(object? value) =>
            value is null || (count(value) is var counted && counted >= least && counted <= most);

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) =>
            string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, least, most);
    }

    /// <summary>The counterpart of <see cref="CompareAttribute"/>.</summary>
    /// <param name="other">Reads the other member from the object.</param>
    /// <param name="otherName">The name of the other member in messages.</param>
    public sealed class Compare(Func<object, object?> other, string otherName)
        : ValidationAttribute("'{0}' and '{1}' do not match.")
    {
        /// <inheritdoc/>
        public override bool RequiresValidationContext => true;

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) =>
            string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, otherName);

        /// <inheritdoc/>
        protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
            Equals(value, other(validationContext.ObjectInstance))
                ? ValidationResult.Success
                : new(FormatErrorMessage(validationContext.DisplayName));
    }

    /// <summary>
    /// The counterpart of <see cref="RangeAttribute"/> with a type and two texts, which are parsed in the invariant culture.
    /// </summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="least">The minimum.</param>
    /// <param name="most">The maximum.</param>
    public sealed class Range<T>(string least, string most) : ValidationAttribute
        where T : IComparable<T>, IParsable<T>
    {
        private readonly T _least = T.Parse(least, CultureInfo.InvariantCulture);
        private readonly T _most = T.Parse(most, CultureInfo.InvariantCulture);

        /// <summary>Whether the minimum is exclusive.</summary>
        public bool MinimumIsExclusive { get; set; }

        /// <summary>Whether the maximum is exclusive.</summary>
        public bool MaximumIsExclusive { get; set; }

        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is not T compared
            || (compared.CompareTo(_least) >= (MinimumIsExclusive ? 1 : 0) && compared.CompareTo(_most) <= (MaximumIsExclusive ? -1 : 0));

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name)
        {
            var isOwn = ErrorMessage is not null || ErrorMessageResourceName is not null;
            var format = isOwn
                ? ErrorMessageString
                : $"The field {{0}} must be between {{1}}{(MinimumIsExclusive ? " exclusive" : "")} and "
                    + $"{{2}}{(MaximumIsExclusive ? " exclusive" : "")}.";
            return string.Format(CultureInfo.CurrentCulture, format, name, _least, _most);
        }
    }
}
