namespace QMlp.Calibrator.Evaluation;

/// <summary>What an emitted class that counts the time of its steps tells about them; one element for each step, in order.</summary>
/// <param name="Macs">Multiply-accumulates of one sample.</param>
/// <param name="Ticks">Ticks of the stopwatch so far: the class's own array, which it goes on counting in.</param>
sealed record StepTimes(IReadOnlyList<string> Names, IReadOnlyList<long> Macs, long[] Ticks);
