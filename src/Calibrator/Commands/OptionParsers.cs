using System.CommandLine.Parsing;
using System.Globalization;

namespace QMlp.Calibrator.Commands;

/// <summary>Parsers of option values that turn a refusal into a usage error.</summary>
static class OptionParsers
{
    /// <summary>Parses with a function that throws <see cref="UserError"/> for what it does not understand.</summary>
    public static T? Parse<T>(ArgumentResult result, Func<string, T> parse)
        where T : class
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (UserError error)
        {
            result.AddError(error.Message);
            return null;
        }
    }

    /// <summary><see cref="Parse{T}"/> for values.</summary>
    public static T? ParseValue<T>(ArgumentResult result, Func<string, T> parse)
        where T : struct
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (UserError error)
        {
            result.AddError(error.Message);
            return null;
        }
    }

    /// <summary>A whole number within bounds.</summary>
    public static int? Count(ArgumentResult result, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        var range = most == int.MaxValue ? $"a whole number, {least} or more" : $"a whole number from {least} to {most}";
        result.AddError($"{OptionName(result)} '{text}' is not {range}.");
        return null;
    }

    /// <summary>Percentage points: a decimal number from 0 to 100.</summary>
    public static double? Points(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100)
        {
            return value;
        }

        result.AddError($"{OptionName(result)} '{text}' is not a number of percentage points from 0 to 100; write for example 0.5.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public static string? Choice(ArgumentResult result, IReadOnlyCollection<string> choices)
    {
        var text = result.Tokens[0].Value;
        if (choices.Contains(text))
        {
            return text;
        }

        result.AddError($"{OptionName(result)} '{text}' is not known; choose one of {string.Join(", ", choices)}.");
        return null;
    }

    private static string OptionName(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
}
