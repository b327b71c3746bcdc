namespace QMlp.SideBySide.Measuring;

/// <summary>One side: a loaded network with its input and output.</summary>
interface IContestant : IDisposable
{
    /// <summary>Runs one sample. May start threads, as many as the contestant was made with.</summary>
    void Run();

    /// <summary>What the last run gave.</summary>
    ReadOnlySpan<float> Output { get; }
}
