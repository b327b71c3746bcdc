using System.Runtime.InteropServices;

namespace QMlp.Calibrator.Commands;

/// <summary>
/// A request from outside to stop. The first signal asks the command to end where it is, so that old files stay and temporary ones go; a second one
/// ends the process.
/// </summary>
sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the process exits with where it was stopped: 128 and the number of the signal, as shells have it.</summary>
    public int ExitCode { get; private set; } = Commands.ExitCode.Interrupted;

    /// <summary>Listens to Ctrl-C and SIGTERM until the result is disposed of.</summary>
    public IDisposable Listen() => new Registrations(
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Commands.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Commands.ExitCode.Terminated)));

    /// <summary>What a signal does.</summary>
    public void Stop(int exitCode)
    {
        ExitCode = exitCode;
        _source.Cancel();
    }

    public void Dispose() => _source.Dispose();

    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = !_source.IsCancellationRequested;
        Stop(exitCode);
    }

    private sealed class Registrations(params PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());
    }
}
