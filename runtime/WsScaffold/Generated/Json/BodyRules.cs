using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace WsScaffold.Generated.Json;

/// <summary>
/// Counterparts of the validation attributes that would look at a value by reflection: generated code tells them what they
/// need to know. They accept the same values and say the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BodyRules
{
    /// <summary>The counterpart of <see cref="MinLengthAttribute"/>.</summary>
    /// <param name="count">Counts what a value that is not null holds.</param>
    /// <param name="length">The least.</param>
    public sealed class MinLength(Func<object, int> count, int length)
        : ValidationAttribute("The field {0} must be a string or array type with a minimum length of '{1}'.")
    {
        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is null || count(value) >= length;

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) => string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, length);
    }

    /// <summary>The counterpart of <see cref="MaxLengthAttribute"/>.</summary>
    /// <param name="count">Counts what a value that is not null holds.</param>
    /// <param name="length">The most; -1 for any.</param>
    public sealed class MaxLength(Func<object, int> count, int length = -1)
        : ValidationAttribute("The field {0} must be a string or array type with a maximum length of '{1}'.")
    {
        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is null || length == -1 || count(value) <= length;

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) => string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, length);
    }

    /// <summary>The counterpart of <see cref="LengthAttribute"/>.</summary>
    /// <param name="count">Counts what a value that is not null holds.</param>
    /// <param name="least">The least.</param>
    /// <param name="most">The most.</param>
    public sealed class Length(Func<object, int> count, int least, int most)
        : ValidationAttribute("The field {0} must be a string or collection type with a minimum length of '{1}' and maximum length of '{2}'.")
    {
        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is null || (count(value) is var counted && counted >= least && counted <= most);

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) => string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, least, most);
    }

    /// <summary>The counterpart of <see cref="CompareAttribute"/>.</summary>
    /// <param name="other">Reads the other member from the object.</param>
    /// <param name="otherName">What messages call it.</param>
    public sealed class Compare(Func<object, object?> other, string otherName)
        : ValidationAttribute("'{0}' and '{1}' do not match.")
    {
        /// <inheritdoc/>
        public override bool RequiresValidationContext => true;

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name) => string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, otherName);

        /// <inheritdoc/>
        protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
            Equals(value, other(validationContext.ObjectInstance)) ? ValidationResult.Success : new(FormatErrorMessage(validationContext.DisplayName));
    }

    /// <summary>The counterpart of <see cref="RangeAttribute"/> with a type and two texts, which are read in the invariant culture.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    public sealed class Range<T>(string least, string most) : ValidationAttribute
        where T : IComparable<T>, IParsable<T>
    {
        private readonly T _least = T.Parse(least, CultureInfo.InvariantCulture);
        private readonly T _most = T.Parse(most, CultureInfo.InvariantCulture);

        /// <summary>Whether the least value itself is too little.</summary>
        public bool MinimumIsExclusive { get; set; }

        /// <summary>Whether the greatest value itself is too much.</summary>
        public bool MaximumIsExclusive { get; set; }

        /// <inheritdoc/>
        public override bool IsValid(object? value) => value is not T compared
            || (compared.CompareTo(_least) >= (MinimumIsExclusive ? 1 : 0) && compared.CompareTo(_most) <= (MaximumIsExclusive ? -1 : 0));

        /// <inheritdoc/>
        public override string FormatErrorMessage(string name)
        {
            var isOwn = ErrorMessage is not null || ErrorMessageResourceName is not null;
            var format = isOwn ? ErrorMessageString : $"The field {{0}} must be between {{1}}{(MinimumIsExclusive ? " exclusive" : "")} and {{2}}{(MaximumIsExclusive ? " exclusive" : "")}.";
            return string.Format(CultureInfo.CurrentCulture, format, name, _least, _most);
        }
    }
}
