namespace QMlp.Calibrator.Data;

/// <summary>Which samples of a data set are used: at most so many, evenly over the whole set, so that sorted sets give every class its share.</summary>
static class EvenSampling
{
    /// <summary>Index floor(i * available / samples) for i from 0 to samples - 1, where samples is at most available: strictly increasing.</summary>
    public static int[] Choose(int available, int samples)
    {
        var chosen = new int[Math.Min(available, samples)];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = (int)((long)i * available / chosen.Length);
        }

        return chosen;
    }
}
