using Spectre.Console;

namespace QMlp.Calibrator.Commands;

/// <summary>
/// Where a command writes: results to <paramref name="output"/>, progress and errors to <paramref name="error"/>.
/// </summary>
/// <param name="interactive">A person watches <paramref name="error"/>: long work shows a progress bar there.</param>
/// <param name="cancellation">Ctrl-C: observed each time that work reports progress.</param>
sealed class Terminal(TextWriter output, TextWriter error, bool interactive, CancellationToken cancellation)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Runs work that reports the fraction done so far, under a progress bar when somebody watches.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted; thrown out of the work's own report, so that it unwinds.</exception>
    public T Track<T>(string what, Func<IProgress<double>, T> work)
    {
        if (!interactive)
        {
            return work(new CancelingProgress(null, cancellation));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new CancelingProgress(context.AddTask(Markup.Escape(what), maxValue: 1), cancellation)));
    }

    /// <summary>Reports on the caller's thread, unlike <see cref="Progress{T}"/>: only so can it stop the caller.</summary>
    private sealed class CancelingProgress(ProgressTask? bar, CancellationToken cancellation) : IProgress<double>
    {
        public void Report(double value)
        {
            cancellation.ThrowIfCancellationRequested();
            bar?.Value = value;
        }
    }
}
