using BenchmarkDotNet.Running;
using QMlp.Benchmarks.Micro;

if (args is ["--quick", ..])
{
    Quick.Run(args.Length > 1 ? args[1] : "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Probe).Assembly).Run(args);
