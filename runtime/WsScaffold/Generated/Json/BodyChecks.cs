using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using WsScaffold.Json.Errors;

namespace WsScaffold.Generated.Json;

/// <summary>
/// Validates the values of a body and collects the errors. Generated code calls it with the validation attributes of the body's
/// types. Messages and order are those of <see cref="Validator"/>, but nested values are validated too.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BodyChecks
{
    private readonly List<BodyError> _errors = [];
    private readonly BodyPath _path = new();
    private string _name = "body";
    private object? _instance;
    private int _errorsBefore;

    internal BodyChecks()
    {
    }

    internal IReadOnlyList<BodyError> Errors => _errors;

    /// <summary>Starts the validation of an object.</summary>
    /// <param name="instance">The object.</param>
    public void Begin(object instance)
    {
        _instance = instance;
        _errorsBefore = _errors.Count;
    }

    /// <summary>Validates a member of the object. If it is missing, only that is reported.</summary>
    /// <param name="name">The name in C#.</param>
    /// <param name="jsonName">The name in JSON.</param>
    /// <param name="displayName">The name in messages.</param>
    /// <param name="value">Its value.</param>
    /// <param name="rules">The validation attributes.</param>
    public void Member(string name, string jsonName, string displayName, object? value, ValidationAttribute[] rules)
    {
        var mark = _path.Push(jsonName);
        var context = new ValidationContext(_instance!, displayName, serviceProvider: null, items: null) { MemberName = name };
        var required = Array.Find(rules, static rule => rule is RequiredAttribute);
        if (required is null || Check(required, value, context))
        {
            foreach (var rule in rules)
            {
                if (rule != required)
                {
                    Check(rule, value, context);
                }
            }
        }

        _path.Pop(mark);
    }

    /// <summary>Validates the object as a whole, if all of its members are valid.</summary>
    /// <param name="rules">The attributes of its type.</param>
    public void Whole(ValidationAttribute[] rules)
    {
        if (_errors.Count > _errorsBefore)
        {
            return;
        }

        var context = new ValidationContext(_instance!, _name, serviceProvider: null, items: null);
        foreach (var rule in rules)
        {
            Check(rule, _instance, context);
        }
    }

    /// <summary>Calls <see cref="IValidatableObject"/> of the object, if everything else is valid.</summary>
    /// <param name="members">The names of its members in C# and in JSON, for results that name members.</param>
    public void Itself(params ReadOnlySpan<(string Name, string JsonName)> members)
    {
        if (_errors.Count > _errorsBefore || _instance is not IValidatableObject validatable)
        {
            return;
        }

        var context = new ValidationContext(_instance, _name, serviceProvider: null, items: null);
        foreach (var result in validatable.Validate(context))
        {
            if (result == ValidationResult.Success)
            {
                continue;
            }

            var isNamed = false;
            foreach (var name in result.MemberNames)
            {
                isNamed = true;
                var mark = _path.Push(JsonName(name, members));
                Add(result.ErrorMessage);
                _path.Pop(mark);
            }

            if (!isNamed)
            {
                Add(result.ErrorMessage);
            }
        }
    }

    /// <summary>Validates a nested value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="jsonName">The name in JSON.</param>
    /// <param name="value">The value; null is valid.</param>
    /// <param name="check">The generated check.</param>
    public void Part<T>(string jsonName, T? value, Action<T, BodyChecks> check)
    {
        if (value is not null)
        {
            var (mark, name) = (_path.Push(jsonName), _name);
            _name = jsonName.Length == 0 ? name : jsonName;
            check(value, this);
            _name = name;
            _path.Pop(mark);
        }
    }

    /// <summary>Validates the elements of a collection.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The elements.</param>
    /// <param name="check">The generated check of an element.</param>
    public void Items<T>(IEnumerable<T> items, Action<T, BodyChecks> check)
    {
        var index = 0;
        foreach (var item in items)
        {
            var mark = _path.Push(index++);
            if (item is not null)
            {
                check(item, this);
            }

            _path.Pop(mark);
        }
    }

    /// <summary>Validates the values of a dictionary.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="entries">The dictionary.</param>
    /// <param name="check">The generated check of a value.</param>
    public void Entries<TKey, T>(IEnumerable<KeyValuePair<TKey, T>> entries, Action<T, BodyChecks> check)
    {
        foreach (var (key, value) in entries)
        {
            Part(Convert.ToString(key, CultureInfo.InvariantCulture) ?? "", value, check);
        }
    }

    private static string JsonName(string name, ReadOnlySpan<(string Name, string JsonName)> members)
    {
        foreach (var member in members)
        {
            if (member.Name == name)
            {
                return member.JsonName;
            }
        }

        return name;
    }

    private bool Check(ValidationAttribute rule, object? value, ValidationContext context)
    {
        if (Message(rule, value, context) is not { } message)
        {
            return true;
        }

        Add(message);
        return false;
    }

    private static string? Message(ValidationAttribute rule, object? value, ValidationContext context)
    {
        try
        {
            return rule.GetValidationResult(value, context) is { } result ? result.ErrorMessage ?? "" : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // The pattern exceeded its time limit, so it is unknown whether the text matches: reject it.
            return rule.FormatErrorMessage(context.DisplayName);
        }
    }

    private void Add(string? message)
    {
        if (_errors.Count < BodyErrors.Limit)
        {
            _errors.Add(new(_path.ToString(), string.IsNullOrEmpty(message) ? BodyExpectation.Unexpected : message));
        }
    }
}
