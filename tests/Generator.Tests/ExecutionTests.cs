using System.Runtime.InteropServices;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>Emitted classes compiled and run, on every tier of this machine, against the reference: the same bits.</summary>
public class ExecutionTests
{
    internal static readonly string[] Tiers = [.. ModelCompiler.TierNames];

    public static TheoryData<string> Models => [.. SampleModels.All.Keys, .. ExtraModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_tier_gives_the_bits_of_the_reference(string name)
    {
        var model = TestModels.Named(name);
        var reference = new ReferenceInterpreter(model);
        var inputs = Enumerable.Range(0, 6).Select(seed => TestModels.RandomInput(model, seed)).ToArray();
        var samples = Enumerable.Range(0, 6).Select(seed => TestModels.RandomSample(model, seed)).ToArray();
        var expected = inputs.Select(input => reference.Run(input)).Concat(samples.Select(sample => reference.Run(sample))).ToArray();
        Assert.Contains(expected, output => output.Distinct().Count() > 1 || output.Length == 1);
        foreach (var emitted in EmittedClass.LoadOnEveryTier(model, Tiers))
        {
            var actual = inputs.Select(input => emitted.ApplyQuantized(input)).Concat(samples.Select(sample => emitted.Apply(sample))).ToArray();
            Assert.Equal(expected, actual);
            Assert.True(emitted.SelfTest(out var report), report);
            Assert.Contains($"'{emitted.Kernel}'", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pixels_are_the_quantized_input()
    {
        var model = SampleModels.Mixer();
        var emitted = EmittedClass.Load(model);
        var pixels = TestModels.RandomInput(model, seed: 7);
        var output = new float[emitted.OutputLength];
        emitted.RunPixels(pixels, output);
        Assert.Equal(new ReferenceInterpreter(model).Run(pixels), output);
        Assert.False(EmittedClass.Load(SampleModels.Mlp()).TakesPixels);
    }

    [Fact]
    public void Scratch_memory_may_begin_anywhere_and_hold_anything()
    {
        var model = ExtraModels.TokenMlp();
        var emitted = EmittedClass.Load(model);
        var sample = TestModels.RandomSample(model, seed: 1);
        var expected = emitted.Apply(sample);
        for (var offset = 0; offset < 64; offset += 7)
        {
            var memory = new byte[emitted.ScratchSize + offset];
            new Random(offset).NextBytes(memory);
            var output = new float[emitted.OutputLength];
            emitted.RunInScratch(sample, output, memory.AsSpan(offset));
            Assert.Equal(expected, output);
        }
    }

    [Fact]
    public void Wrong_lengths_are_named()
    {
        var emitted = EmittedClass.Load(SampleModels.Mlp());
        var output = new float[3];
        Assert.Contains("8 values", Assert.Throws<ArgumentException>("input", () => emitted.Run(new float[7], output)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "room for 3", Assert.Throws<ArgumentException>("output", () => emitted.Run(new float[8], new float[2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("scratch", () => emitted.RunInScratch(new float[8], output, new byte[10]));
        emitted.Run(new float[8], new float[4]);
    }

    /// <summary>Small models work on the stack, larger ones on the shared pool: after the first call neither allocates.</summary>
    [Theory]
    [InlineData("mixer")]
    [InlineData("banded")]
    [InlineData("grouped")]
    public void A_call_allocates_nothing(string name)
    {
        var model = TestModels.Named(name);
        var emitted = EmittedClass.Load(model);
        var (sample, output) = (TestModels.RandomSample(model, seed: 1), new float[emitted.OutputLength]);
        emitted.Run(sample, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            emitted.Run(sample, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Calls_at_the_same_time_do_not_disturb_each_other()
    {
        var model = TestModels.Named("banded");
        var emitted = EmittedClass.Load(model);
        var samples = Enumerable.Range(0, 8).Select(seed => TestModels.RandomSample(model, seed)).ToArray();
        var expected = samples.Select(sample => emitted.Apply(sample)).ToArray();
        var actual = new float[samples.Length][];
        Parallel.For(0, samples.Length, i => actual[i] = emitted.Apply(samples[i]));
        Assert.Equal(expected, actual);
    }

    /// <summary>Weights in scale groups are expanded by whichever call comes first, once: the others wait for it. They lie in a sidecar here.</summary>
    [Fact]
    public void First_calls_may_come_at_the_same_time()
    {
        var model = TestModels.Named("grouped-corners");
        Assert.Equal(WeightStorage.Sidecar, model.Weights.Storage);
        var sample = TestModels.RandomSample(model, seed: 1);
        var expected = new ReferenceInterpreter(model).Run(sample);
        for (var trial = 0; trial < 3; trial++)
        {
            var emitted = EmittedClass.Load(model);
            var actual = new float[8][];
            Parallel.For(0, actual.Length, new ParallelOptions { MaxDegreeOfParallelism = actual.Length }, i => actual[i] = emitted.Apply(sample));
            Assert.All(actual, output => Assert.Equal(expected, output));
        }
    }

    [Fact]
    public void A_wrong_golden_vector_fails_the_self_test()
    {
        var emitted = EmittedClass.Load(SampleModels.Mlp(golden: true));
        Assert.False(emitted.SelfTest(out var report));
        Assert.Contains("self-test vector 0 gave a wrong output", report, StringComparison.Ordinal);
    }

    /// <summary>What is not a number has many forms, and another processor may give another one than the calibrator's: no difference.</summary>
    [Fact]
    public void The_self_test_takes_any_form_of_not_a_number()
    {
        var model = TestModels.Named("not-a-number");
        var output = model.Golden[0].Output;
        var bytes = model.Weights.Bytes!.ToArray();
        var logits = MemoryMarshal.Cast<byte, float>(bytes.AsSpan((int)output.Offset, output.Length));
        Assert.True(float.IsNaN(logits[0]));
        logits[0] = BitConverter.Int32BitsToSingle(0x7FC12345);
        Assert.True(EmittedClass.Load(Changed()).SelfTest(out var report), report);
        logits = MemoryMarshal.Cast<byte, float>(bytes.AsSpan((int)output.Offset, output.Length));
        logits[0] = 1;
        Assert.False(EmittedClass.Load(Changed()).SelfTest(out _));

        QuantizedModel Changed() => model with { Weights = WeightStore.Of(model.Weights.Storage, [.. bytes]) };
    }

    [Fact]
    public void A_sidecar_is_mapped_and_checked()
    {
        var model = TestModels.WithGolden(SampleModels.Mlp(inlineLimit: 0));
        Assert.Equal(WeightStorage.Sidecar, model.Weights.Storage);
        Assert.True(EmittedClass.Load(model).SelfTest(out var report), report);

        var header = SidecarHeader.Create(model.Weights);
        Assert.Contains("are missing", Failure(null), StringComparison.Ordinal);
        Assert.Contains("wrong length", Failure([.. header, .. model.Weights.Bytes![..^1]]), StringComparison.Ordinal);
        header[40] ^= 1;
        Assert.Contains("another model", Failure([.. header, .. model.Weights.Bytes!]), StringComparison.Ordinal);

        string Failure(byte[]? resource)
        {
            var emitted = EmittedClass.Load(model, resource: resource ?? []);
            return Assert.Throws<InvalidOperationException>(() => emitted.Apply(new float[8])).Message;
        }
    }
}
