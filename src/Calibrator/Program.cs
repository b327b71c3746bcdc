using QMlp.Calibrator.Commands;

using var interruption = new Interruption();
using var signals = interruption.Listen();
return CommandLine.Run(args, new Terminal(Console.Out, Console.Error, interactive: !Console.IsErrorRedirected, interruption));
