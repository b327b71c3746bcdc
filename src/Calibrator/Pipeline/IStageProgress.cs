namespace QMlp.Calibrator.Pipeline;

/// <summary>Whoever watches how far the stages of a run are.</summary>
interface IStageProgress
{
    /// <summary>Runs a stage that takes time and shows, while it runs, the fraction that it reports to have done: 0 to 1.</summary>
    /// <param name="stage">What is being done, for people: "Observing".</param>
    T Track<T>(string stage, Func<IProgress<double>, T> work);
}
