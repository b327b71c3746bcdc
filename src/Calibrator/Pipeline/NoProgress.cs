namespace QMlp.Calibrator.Pipeline;

/// <summary>Nobody watches.</summary>
sealed class NoProgress : IStageProgress, IProgress<double>
{
    private NoProgress()
    {
    }

    public static NoProgress Instance { get; } = new();

    public T Track<T>(string stage, Func<IProgress<double>, T> work) => work(this);

    public void Report(double value)
    {
    }
}
