using QMlp.Calibrator.Pipeline;
using Spectre.Console;

namespace QMlp.Calibrator.Commands;

/// <summary>
/// Where a command writes: results to <paramref name="output"/>, progress and errors to <paramref name="error"/>.
/// </summary>
/// <param name="interactive">A person watches <paramref name="error"/>: long work shows a progress bar there.</param>
/// <param name="interruption">By which the command can be stopped; null: nothing stops it.</param>
sealed class Terminal(TextWriter output, TextWriter error, bool interactive, Interruption? interruption = null) : IStageProgress
{
    private readonly List<string> _warnings = [];

    public TextWriter Output => output;

    public TextWriter Error => error;

    public Interruption Interruption { get; } = interruption ?? new Interruption();

    /// <summary>Canceled where the command is to stop.</summary>
    public CancellationToken Cancellation => Interruption.Token;

    /// <summary>Sentences on what looks wrong although the command could do its work; shown with its result.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds the sentences that are not null.</summary>
    public void Warn(params IEnumerable<string?> sentences) => _warnings.AddRange(sentences.OfType<string>());

    /// <summary>Runs work that reports the fraction done so far, under a progress bar when somebody watches.</summary>
    public T Track<T>(string stage, Func<IProgress<double>, T> work)
    {
        if (!interactive)
        {
            return work(NoProgress.Instance);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(stage), maxValue: 1))));
    }

    /// <summary>Reports on the caller's thread, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
