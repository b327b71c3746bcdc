using BenchmarkDotNet.Attributes;
using QMlp.Runtime;

namespace QMlp.Benchmarks.Micro;

/// <summary>
/// Micro-kernels with their epilogues (fc1, fc2, tokens, a single row), norms, tables and the other elementwise steps at the shapes of
/// one ResMLP-S24 block, one case for each tier of the machine. Products are 115.6 million multiplications (fc1, fc2) or 14.75 million (tokens).
/// </summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private readonly Layers _layers = new();

    /// <summary>Tiers that this machine runs.</summary>
    public static IEnumerable<KernelTier> Tiers => KernelSelector.Available.Where(tier => tier != KernelTier.Scalar);

    /// <summary>Saturation certificates: none, and four quads.</summary>
    [Params(0, 4)]
    public int Certificate { get; set; }

    /// <summary>The tier.</summary>
    [ParamsSource(nameof(Tiers))]
    public KernelTier Tier { get; set; }

    [Benchmark]
    public void Fc1Clamp() => Run(new Call(Step.Fc1Clamp, Certificate, 8));

    [Benchmark]
    public void Fc1Table() => Run(new Call(Step.Fc1Table, Certificate, 8));

    [Benchmark]
    public void Fc2Residual() => Run(new Call(Step.Fc2, Certificate, 8));

    [Benchmark]
    public void TokensResidual() => Run(new Call(Step.Tokens, Certificate, 8));

    [Benchmark]
    public void SingleRow() => Run(new Call(Step.Row, Certificate, 8));

    [Benchmark]
    public void Fc1ClampFourBit() => Run(new Call(Step.Fc1Clamp, Certificate, 4));

    [Benchmark]
    public void NormInterleaved() => Run(new Call(Step.NormInterleaved, 0, 8));

    [Benchmark]
    public void NormRows() => Run(new Call(Step.NormRows, 0, 8));

    [Benchmark]
    public void Lookup() => Run(new Call(Step.Lookup, 0, 8));

    [Benchmark]
    public void MeanTokens() => Run(new Call(Step.Mean, 0, 8));

    [Benchmark]
    public void RescaleRows() => Run(new Call(Step.Rescale, 0, 8));

    [Benchmark]
    public void MultiplyRows() => Run(new Call(Step.Multiply, 0, 8));

    [GlobalCleanup]
    public void Cleanup() => _layers.Dispose();

    private void Run(Call step)
    {
        switch (Tier)
        {
            case KernelTier.Vector128: step.On<Vector128Tier>(_layers); break;
            case KernelTier.Avx2: step.On<Avx2Tier>(_layers); break;
            case KernelTier.Avx512: step.On<Avx512Tier>(_layers); break;
            case KernelTier.AvxVnni: step.On<AvxVnniTier>(_layers); break;
            case KernelTier.Avx512Vnni: step.On<Avx512VnniTier>(_layers); break;
            default: throw new InvalidOperationException($"No benchmark for {Tier}");
        }
    }

    private enum Step
    {
        Fc1Clamp,
        Fc1Table,
        Fc2,
        Tokens,
        Row,
        NormInterleaved,
        NormRows,
        Lookup,
        Mean,
        Rescale,
        Multiply,
    }

    private readonly record struct Call(Step Step, int Certificate, int Bits)
    {
        public void On<TTier>(Layers layers)
            where TTier : struct, ITier
        {
            switch (Step)
            {
                case Step.Fc1Clamp: layers.Fc1<TTier>(Certificate, Bits, table: false); break;
                case Step.Fc1Table: layers.Fc1<TTier>(Certificate, Bits, table: true); break;
                case Step.Fc2: layers.Fc2<TTier>(Certificate, Bits); break;
                case Step.Tokens: layers.TokenMixing<TTier>(Certificate, Bits); break;
                case Step.Row: layers.Row<TTier>(Certificate, Bits); break;
                case Step.NormInterleaved: layers.NormInterleaved<TTier>(); break;
                case Step.NormRows: layers.NormRows<TTier>(); break;
                case Step.Lookup: layers.Lookup<TTier>(); break;
                case Step.Mean: layers.MeanTokens<TTier>(); break;
                case Step.Rescale: layers.RescaleRows<TTier>(); break;
                case Step.Multiply: layers.MultiplyRows<TTier>(); break;
            }
        }
    }
}
