using System.Diagnostics;

namespace Quickstart;

/// <summary>Median time of one image for two classifiers that take turns, so that both see the same machine.</summary>
static class Timing
{
    /// <summary>Enough for the just-in-time compiler to reach its best code.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    private const int Rounds = 3;

    public static (double First, double Second) Compare(Idx images, Classifier first, Classifier second)
    {
        Warm(images, first);
        Warm(images, second);
        var (firstTimes, secondTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            Measure(images, first, firstTimes);
            Measure(images, second, secondTimes);
        }

        return (Median(firstTimes), Median(secondTimes));
    }

    private static void Warm(Idx images, Classifier classifier)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < WarmUp)
        {
            Measure(images, classifier, []);
        }
    }

    private static void Measure(Idx images, Classifier classifier, List<double> seconds)
    {
        Span<float> logits = stackalloc float[FashionClasses.Names.Length];
        for (var i = 0; i < images.Count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            classifier(images[i], logits);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
