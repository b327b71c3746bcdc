using System.Globalization;
using QMlp.Generator.Diagnostics;
using QMlp.ModelFormat;

namespace QMlp.Generator.Pipeline;

/// <summary>Holds the drop of accuracy that the calibrator recorded in a model file against the one that the project allows.</summary>
static class AccuracyCheck
{
    /// <summary>The member of the file that <c>qmlp calibrate --labels</c> writes, as it stands before its value.</summary>
    private const string Member = "\"accuracy\":";

    /// <param name="text">The model file, in which the place of the record is shown.</param>
    /// <param name="maxDrop">Percentage points, as MSBuild has them; "" where the project allows any drop.</param>
    /// <returns>What is wrong, or null.</returns>
    public static CompilationError? Find(QuantizedModel model, string text, string path, string maxDrop)
    {
        if (maxDrop.Length == 0)
        {
            return null;
        }

        if (Points(maxDrop) is not { } allowed || allowed < 0)
        {
            return Errors.UnknownOption(path, "MaxDrop", maxDrop, "a number of percentage points, for example '0.5'");
        }

        if (model.Provenance.Accuracy is not { } accuracy)
        {
            return Errors.DropNotRecorded(path, maxDrop);
        }

        var recorded = accuracy.Drop.ToString("0.00", CultureInfo.InvariantCulture);
        return accuracy.Drop > allowed ? Place(Errors.DropTooLarge(path, recorded, maxDrop), text) : null;
    }

    private static double? Points(string text) => double.TryParse(
        text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static CompilationError Place(CompilationError error, string text)
    {
        var at = text.IndexOf(Member, StringComparison.Ordinal);
        if (at < 0)
        {
            return error;
        }

        var line = text.Take(at).Count(character => character == '\n');
        return error with { Line = line + 1, Column = at - text.LastIndexOf('\n', at) };
    }
}
