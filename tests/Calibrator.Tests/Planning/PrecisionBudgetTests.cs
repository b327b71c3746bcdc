using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Tests.Planning;

public class PrecisionBudgetTests
{
    [Theory]
    [InlineData("size:1000", 1000)]
    [InlineData("size:300KiB", 300 * 1024)]
    [InlineData("size:1.5MiB", 1536 * 1024)]
    public void Sizes(string text, long bytes) => Assert.Equal(new SizeBudget(text, bytes), PrecisionBudget.Parse(text));

    [Theory]
    [InlineData("drop:0.3", 0.3)]
    [InlineData("drop:0", 0)]
    public void Drops(string text, double points) => Assert.Equal(new DropBudget(text, points), PrecisionBudget.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("12MiB")]
    [InlineData("size:")]
    [InlineData("size:MiB")]
    [InlineData("size:0")]
    [InlineData("size:1e9")]
    [InlineData("size:-1KiB")]
    [InlineData("size:99999999999999999999GiB")]
    [InlineData("drop:101")]
    [InlineData("drop:x")]
    [InlineData("time:3")]
    public void Others_are_refused_with_a_sentence(string text)
    {
        var message = Assert.ThrowsAny<UserError>(() => PrecisionBudget.Parse(text)).Message;
        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    /// <summary>Costs for each byte: a 2, b 1 (twice the noise of a, but four times the bytes), c none, d saves nothing.</summary>
    [Fact]
    public void Layers_that_cost_least_for_each_byte_come_first()
    {
        LayerCost a = new("a", 2, 1), b = new("b", 4, 4), c = new("c", -0.5, 1), d = new("d", 0, 0), e = new("e", 2, 1);
        Assert.Equal([c, b, a, e], PrecisionChoice.Order([a, b, c, d, e]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(30, 2)]
    [InlineData(31, null)]
    public void Layers_are_taken_until_enough_is_saved(long bytes, int? expected) =>
        Assert.Equal(expected, PrecisionChoice.CountToSave([new("a", 1, 10), new("b", 1, 20)], bytes));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(10)]
    public void The_largest_allowed_count_is_found_in_few_trials(int largest)
    {
        var trials = 0;
        Assert.Equal(largest, PrecisionChoice.LargestAllowed(10, count =>
        {
            trials++;
            return count <= largest;
        }));
        Assert.InRange(trials, 1, 4);
    }
}
