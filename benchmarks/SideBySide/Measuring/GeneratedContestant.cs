using QMlp.Calibrator.Evaluation;

namespace QMlp.SideBySide.Measuring;

/// <summary>The generated class of a model.</summary>
sealed class GeneratedContestant(LoadedModel model, float[] sample, int outputs, int threads) : IContestant
{
    private readonly float[] _output = new float[outputs];

    public string Kernel => model.Kernel;

    public ReadOnlySpan<float> Output => _output;

    public void Run()
    {
        if (threads == 1)
        {
            model.Run(sample, _output);
        }
        else
        {
            model.Run(sample, _output, threads);
        }
    }

    public void Dispose() => model.Dispose();
}
