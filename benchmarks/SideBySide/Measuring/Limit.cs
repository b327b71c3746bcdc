using QMlp.Benchmarks.Micro;

namespace QMlp.SideBySide.Measuring;

/// <summary>
/// How many multiply-accumulates a second the machine can do at most: the fastest byte dot product that it has, in registers alone.
/// Clocks change over minutes, so each row is compared with what was measured right before and after it.
/// </summary>
sealed class Limit
{
    private readonly Dictionary<int, double> _gmacs = [];

    /// <summary>Billions a second on so many threads at once, the best of the whole run; 0 before the first measurement.</summary>
    public double Gmacs(int threads) => _gmacs.GetValueOrDefault(threads);

    public IEnumerable<int> Threads => _gmacs.Keys.Order();

    /// <summary>Billions a second now.</summary>
    public double Measure(int threads)
    {
        var rates = new double[threads];
        var workers = Enumerable.Range(1, threads - 1).Select(i => new Thread(() => rates[i] = MeasureOne())).ToList();
        workers.ForEach(worker => worker.Start());
        rates[0] = MeasureOne();
        workers.ForEach(worker => worker.Join());
        _gmacs[threads] = Math.Max(Gmacs(threads), rates.Sum());
        return rates.Sum();
    }

    private static double MeasureOne() =>
        MachineCode.Probe.Measure() is > 0 and var rate ? rate : Probe.Measure().Select(limit => limit.GmacPerSecond).DefaultIfEmpty(0).Max();
}
