using System.Runtime.InteropServices;
using QMlp.Calibrator.Commands;

// The first Ctrl-C (or a polite kill) asks the command to stop at its next step, so that temporary files are removed; a second one ends the process.
using var cancellation = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

return CommandLine.Run(args, new Terminal(Console.Out, Console.Error, interactive: !Console.IsErrorRedirected, cancellation.Token));

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
