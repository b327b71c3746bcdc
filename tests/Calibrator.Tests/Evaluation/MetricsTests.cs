using QMlp.Calibrator.Evaluation;

namespace QMlp.Calibrator.Tests.Evaluation;

public class MetricsTests
{
    /// <summary>Signal 3^2 + 4^2 = 25, noise 0.5^2 = 0.25: a ratio of 100.</summary>
    [Fact]
    public void Sqnr_is_a_ratio_of_energies_in_decibels()
    {
        Assert.Equal(20, Metrics.SqnrDb([3, 4], [3, 4.5f]), 1e-12);
        Assert.Equal(double.PositiveInfinity, Metrics.SqnrDb([3, 4], [3, 4]));
    }

    [Fact]
    public void Top_1_and_top_k_count_equal_logits_in_order()
    {
        Assert.Equal(1, Metrics.Top1([1, 5, 5, 2]));
        Assert.True(Metrics.InTop([1, 5, 5, 2], 2, 2));
        Assert.False(Metrics.InTop([1, 5, 5, 2], 2, 1));
        Assert.False(Metrics.InTop([1, 5, 5, 2], 0, 3));
    }

    [Fact]
    public void Accuracy_and_agreement_are_fractions_of_samples()
    {
        float[] logits = [1, 2, 3, 3, 2, 1, 1, 3, 2, 9, 0, 0];
        Assert.Equal(0.5, Metrics.TopAccuracy(logits, 3, [2, 0, 0, 2], 1));
        Assert.Equal(0.75, Metrics.TopAccuracy(logits, 3, [2, 0, 2, 2], 2));
        float[] others = [0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0];
        Assert.Equal(0.75, Metrics.Agreement(logits, others, 3));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Metrics.SqnrDb([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => Metrics.TopAccuracy([1, 2, 3], 2, [0], 1));
    }
}
