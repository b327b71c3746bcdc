using QMlp.Benchmarks.Micro;

namespace QMlp.SideBySide.Measuring;

/// <summary>
/// How many multiply-accumulates a second the machine can do at most: the fastest byte dot product that it has, in registers alone.
/// Each measurement can only be too low, so the best one of the whole run counts.
/// </summary>
sealed class Limit
{
    private readonly Dictionary<int, double> _gmacs = [];

    /// <summary>Billions a second on so many threads at once; 0 before the first measurement.</summary>
    public double Gmacs(int threads) => _gmacs.GetValueOrDefault(threads);

    public IEnumerable<int> Threads => _gmacs.Keys.Order();

    /// <summary>Measures now.</summary>
    public void Measure(int threads)
    {
        var rates = new double[threads];
        var workers = Enumerable.Range(1, threads - 1).Select(i => new Thread(() => rates[i] = MeasureOne())).ToList();
        workers.ForEach(worker => worker.Start());
        rates[0] = MeasureOne();
        workers.ForEach(worker => worker.Join());
        _gmacs[threads] = Math.Max(Gmacs(threads), rates.Sum());
    }

    private static double MeasureOne() =>
        MachineCode.Probe.Measure() is > 0 and var rate ? rate : Probe.Measure().Select(limit => limit.GmacPerSecond).DefaultIfEmpty(0).Max();
}
