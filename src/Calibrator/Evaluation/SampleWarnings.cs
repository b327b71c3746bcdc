using System.Globalization;
using QMlp.Calibrator.Data;

namespace QMlp.Calibrator.Evaluation;

/// <summary>
/// What looks wrong about samples although they can be read. The commonest way to lose accuracy is to feed a network otherwise than it was
/// trained, and no figure that compares two forms of one network shows it: both are fed the same. Each warning is a sentence that says what
/// was found and what to give instead.
/// </summary>
static class SampleWarnings
{
    /// <summary>Samples whose values are looked at: means of images settle within a few dozen.</summary>
    private const int Looked = 64;

    /// <summary>White divided by the smallest usual deviation is 5; pixels that nobody divided by 255 reach far beyond.</summary>
    private const double LargestNormalized = 30;

    /// <summary>A set of images of one kind is darker or brighter than those of the training, but not by this many deviations.</summary>
    private const double FarFromMean = 1;

    /// <summary>Deviations of normalized images: 0.5 where pixels are scaled to -1 to 1; of pixel / 255 alone it is 0.25 to 0.35.</summary>
    private const double LeastDeviation = 0.4, MostDeviation = 2.5;

    /// <summary>Of fewer samples nothing is said about how classes are spread.</summary>
    private const int EnoughSamples = 20;

    /// <summary>Share of the samples in one class from which a network is taken for blind.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Warnings about the set itself and the values that the network gets.</summary>
    /// <param name="isNormalizationStated">Whether --mean or --std were given (as "none" too), or the model file states them.</param>
    public static IReadOnlyList<string> Of(ISampleSource source, bool isNormalizationStated)
    {
        var warnings = new List<string>();
        if (source.Unreadable is { Count: > 0 } unreadable)
        {
            warnings.Add(
                $"{source.Name}: {unreadable.Count} image{(unreadable.Count == 1 ? " is" : "s are")} left out, such as {Printable.Text(unreadable[0])}: "
                + "only PNG and JPEG are read; convert the others.");
        }

        if (source.Count == 1)
        {
            warnings.Add($"{source.Name}: there is one sample only; ranges and rates of one sample say nothing of others.");
        }
        else if (source.Labels is { } labels && labels.Distinct().Count() == 1)
        {
            warnings.Add($"{source.Name}: all {source.Count} samples are of class {ClassName(source, labels[0])}; take samples of every class.");
        }

        if (source.IsPixels && !isNormalizationStated)
        {
            warnings.Add(
                $"{source.Name}: the samples are images, and neither --mean nor --std is given, so the network sees pixel / 255; "
                + "give the values that it was trained with, or --mean none where that is how.");
        }
        else if (!(source.IsPixels && IsIdentity(source)) && OfValues(source) is { } values)
        {
            warnings.Add(values);
        }

        return warnings;
    }

    /// <summary>A warning where the command line normalizes otherwise than the model file records; null where it does not.</summary>
    public static string? OfRecord(InputNormalization recorded, ISampleSource source) =>
        !source.IsPixels || recorded.Mean.Count + recorded.Std.Count == 0 || recorded.Matches(source) ? null
            : $"{source.Name}: the samples are normalized with mean {Text(source.Mean)} and std {Text(source.Std)}, and the model was calibrated with "
                + $"mean {Text(recorded.Mean)} and std {Text(recorded.Std)}; leave out --mean and --std to use those of the model file.";

    /// <summary>A warning where the float network gives one class for nearly all samples though they are not of one; null where it does not.</summary>
    /// <param name="outputs">[samples, classes].</param>
    public static string? OfPredictions(ReadOnlySpan<float> outputs, int classes, ISampleSource source)
    {
        var samples = source.Count;
        if (classes < 2 || samples < EnoughSamples)
        {
            return null;
        }

        var counts = new int[classes];
        for (var i = 0; i < samples; i++)
        {
            counts[Metrics.Top1(outputs.Slice(i * classes, classes))]++;
        }

        var most = counts.Max();
        var expected = source.Labels is { } labels ? labels.CountBy(label => label).Max(pair => pair.Value) : 0;
        return most < NearlyAll * samples || expected >= NearlyAll * samples ? null
            : $"{source.Name}: the network gives class {ClassName(source, Array.IndexOf(counts, most))} for {most} of {samples} samples; "
                + "it was probably trained with other pixel values: check --mean, --std, --size and the order of the channels"
                + (source.Labels is null ? ", or pass over this where its outputs are no classes." : ".");
    }

    private static string? OfValues(ISampleSource source)
    {
        var (mean, deviation, largest, least) = Statistics(source);
        var found = $"{source.Name}: the network's inputs have mean {Text(mean)} and standard deviation {Text(deviation)}";
        return largest > LargestNormalized && least >= 0
                ? $"{found}, up to {Text(largest)}: they look like pixels of 0 to 255; divide them by 255 and normalize them as in training."
            : Math.Abs(mean) > FarFromMean || deviation is < LeastDeviation or > MostDeviation
                ? $"{found}, where normalized images have about 0 and 1; check the normalization (--mean and --std are of pixel / 255), "
                    + "or pass over this where the network was trained so."
            : null;
    }

    private static (double Mean, double Deviation, double Largest, double Least) Statistics(ISampleSource source)
    {
        var values = new float[source.Shape.Length];
        var looked = Math.Min(Looked, source.Count);
        double sum = 0, squares = 0, largest = double.NegativeInfinity, least = double.PositiveInfinity;
        for (var i = 0; i < looked; i++)
        {
            source.ReadFloats((int)((long)i * source.Count / looked), values);
            foreach (var value in values)
            {
                sum += value;
                squares += (double)value * value;
                (largest, least) = (Math.Max(largest, value), Math.Min(least, value));
            }
        }

        var count = (double)looked * values.Length;
        return (sum / count, Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count)))), largest, least);
    }

    private static bool IsIdentity(ISampleSource source) => source.Mean.All(mean => mean == 0) && source.Std.All(std => std == 1);

    private static string ClassName(ISampleSource source, int label) =>
        source.ClassNames is { } names && label < names.Count ? $"{label} ('{Printable.Text(names[label])}')" : Text(label);

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(IReadOnlyList<float> values) =>
        values.Count == 0 ? "none" : string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
