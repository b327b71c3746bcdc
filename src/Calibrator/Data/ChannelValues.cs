using System.Globalization;

namespace QMlp.Calibrator.Data;

/// <summary>
/// The values of <c>--mean</c> and <c>--std</c>: one number for all channels, or one a channel, separated by commas or spaces; "none" for a network that
/// was trained on pixel / 255 as it is.
/// </summary>
static class ChannelValues
{
    private const string None = "none", Deviation = "--std";

    /// <param name="option">Name of the option, for the message: "--mean".</param>
    /// <exception cref="UserError">The text holds something that is not a finite number, or nothing.</exception>
    public static IReadOnlyList<float> Parse(string option, string text)
    {
        if (text.Trim() == None)
        {
            return [option == Deviation ? 1 : 0];
        }

        var words = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var values = new float[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!float.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i]))
            {
                throw new UserError(
                    $"{option} '{text}': '{words[i]}' is not a number; write one value or one for each channel, for example 0.485,0.456,0.406.");
            }
        }

        return values.Length > 0
            ? values
            : throw new UserError($"{option} is empty; write one value or one for each channel, for example 0.485,0.456,0.406.");
    }
}
