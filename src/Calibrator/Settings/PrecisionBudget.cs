using System.Globalization;

namespace QMlp.Calibrator.Settings;

/// <summary>A bound under which layers are chosen for 4-bit weights: on the size of the model or on the accuracy that it loses.</summary>
abstract record PrecisionBudget(string Text)
{
    /// <summary>The forms, for help and messages.</summary>
    public const string Choices = "size:BYTES (size:12MiB, size:300KiB) or drop:POINTS (drop:0.3, which needs labels)";

    private static readonly (string Unit, long Bytes)[] Units = [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("", 1)];

    /// <exception cref="UserError">The text is neither form.</exception>
    public static PrecisionBudget Parse(string text)
    {
        if (text.StartsWith("size:", StringComparison.Ordinal))
        {
            var unit = Units.First(unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
            if (Number(text[5..^unit.Unit.Length]) is { } size && size * unit.Bytes is >= 1 and < long.MaxValue)
            {
                return new SizeBudget(text, (long)(size * unit.Bytes));
            }
        }

        return text.StartsWith("drop:", StringComparison.Ordinal) && Number(text[5..]) is { } points && points <= 100
            ? new DropBudget(text, points)
            : throw new UserError($"The budget '{text}' is not understood; write {Choices}.");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <param name="Bytes">Most bytes of the weight block: weights, biases, multipliers and tables, as the model file states it.</param>
sealed record SizeBudget(string Text, long Bytes) : PrecisionBudget(Text);

/// <param name="Points">Most percentage points of top-1 accuracy below the float model's.</param>
sealed record DropBudget(string Text, double Points) : PrecisionBudget(Text);
