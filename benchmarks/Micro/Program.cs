using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using QMlp.Benchmarks.Micro;

if (args is ["--quick", ..])
{
    Quick.Run(args.Length > 1 ? args[1] : "", args.Length > 2 ? args[2] : "");
    return;
}

// In this process: kernels are optimized at their first call, so that nothing is gained by a fresh process for each case, and a build for each lost.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Probe).Assembly).Run(args, config);
