using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>One sample on several threads, and batches: the bits of one thread, whoever does the work.</summary>
[Collection(nameof(ThreadPoolUse))]
public class ParallelExecutionTests
{
    public static TheoryData<string> Models => ExecutionTests.Models;

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_number_of_threads_gives_the_same_bits(string name)
    {
        var model = TestModels.Named(name);
        foreach (var emitted in EmittedClass.LoadOnEveryTier(model, ExecutionTests.Tiers))
        {
            var sample = TestModels.RandomSample(model, seed: 3);
            var expected = emitted.Apply(sample);
            for (var turn = 0; turn < 12; turn++)
            {
                var threads = 1 + (turn % 4);
                Assert.Equal(expected, Parallel(emitted, sample, threads));

                // Twice the memory asked for, filled with what a member must not read, to find what goes beyond the memory that it has.
                var scratch = new byte[2 * emitted.ScratchSizeFor(threads)];
                Array.Fill(scratch, (byte)0xA5);
                var output = new float[emitted.OutputLength];
                emitted.RunParallelInScratch(sample, output, scratch.AsSpan(0, emitted.ScratchSizeFor(threads)), threads);
                Assert.Equal(expected, output);
                Assert.False(scratch.AsSpan(emitted.ScratchSizeFor(threads)).ContainsAnyExcept((byte)0xA5));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_batch_gives_the_bits_of_single_runs(string name)
    {
        const int Count = 5;
        var model = TestModels.Named(name);
        var emitted = EmittedClass.Load(model);
        var samples = Enumerable.Range(0, Count).Select(seed => TestModels.RandomSample(model, seed)).ToArray();
        var expected = samples.SelectMany(sample => emitted.Apply(sample)).ToArray();
        foreach (var threads in (int[])[1, 2, 4, 100])
        {
            var outputs = new float[expected.Length];
            emitted.RunBatch(samples.SelectMany(sample => sample).ToArray(), outputs, Count, threads);
            Assert.Equal(expected, outputs);
        }
    }

    [Fact]
    public void Pixels_take_the_same_ways()
    {
        var model = SampleModels.Mixer();
        var emitted = EmittedClass.Load(model);
        byte[][] images = [TestModels.RandomInput(model, seed: 1), TestModels.RandomInput(model, seed: 2), TestModels.RandomInput(model, seed: 3)];
        var expected = images.Select(image => emitted.ApplyQuantized(image)).ToArray();
        var output = new float[emitted.OutputLength];
        emitted.RunPixelsParallel(images[0], output, 3);
        Assert.Equal(expected[0], output);
        var outputs = new float[3 * emitted.OutputLength];
        emitted.RunPixelBatch(images.SelectMany(image => image).ToArray(), outputs, 3, 2);
        Assert.Equal(expected.SelectMany(logits => logits), outputs);
    }

    /// <summary>A pool whose threads are all held back never comes to help: the caller does the work alone and returns.</summary>
    [Fact]
    public void A_busy_pool_is_not_waited_for()
    {
        var model = TestModels.Named("banded");
        var emitted = EmittedClass.Load(model);
        var sample = TestModels.RandomSample(model, seed: 3);
        var expected = emitted.Apply(sample);
        var actual = new List<float[]>();
        using (new ThreadPoolUse.Blocked())
        {
            for (var i = 0; i < 10; i++)
            {
                actual.Add(Parallel(emitted, sample, 4));
            }
        }

        Assert.All(actual, output => Assert.Equal(expected, output));

        // The work items of those calls come now, and find nothing to do; later calls are as good as ever.
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(expected, Parallel(emitted, sample, 3));
        }
    }

    [Fact]
    public void Parallel_calls_at_the_same_time_do_not_disturb_each_other()
    {
        var model = TestModels.Named("banded");
        var emitted = EmittedClass.Load(model);
        var samples = Enumerable.Range(0, 8).Select(seed => TestModels.RandomSample(model, seed)).ToArray();
        var expected = samples.Select(sample => emitted.Apply(sample)).ToArray();
        var actual = new float[samples.Length][];
        System.Threading.Tasks.Parallel.For(0, samples.Length, i => actual[i] = Parallel(emitted, samples[i], 1 + (i % 4)));
        Assert.Equal(expected, actual);
    }

    /// <summary>A call now and then finds all teams in use, when threads have not yet left them; most calls allocate nothing.</summary>
    [Fact]
    public void Parallel_calls_allocate_nothing_in_steady_state()
    {
        var model = TestModels.Named("banded");
        var emitted = EmittedClass.Load(model);
        var (sample, output) = (TestModels.RandomSample(model, seed: 1), new float[2 * emitted.OutputLength]);
        float[] batch = [.. sample, .. sample];
        var quiet = 0;
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            emitted.RunParallel(sample, output, 2);
            emitted.RunBatch(batch, output, 2, 2);
            quiet += GC.GetAllocatedBytesForCurrentThread() == before ? 1 : 0;
        }

        Assert.InRange(quiet, 50, 100);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var emitted = EmittedClass.Load(SampleModels.Mlp());
        var output = new float[6];
        Assert.Throws<ArgumentOutOfRangeException>("degreeOfParallelism", () => emitted.RunParallel(new float[8], output, 0));
        Assert.Throws<ArgumentOutOfRangeException>("degreeOfParallelism", () => emitted.ScratchSizeFor(-1));
        Assert.Throws<ArgumentException>("input", () => emitted.RunParallel(new float[7], output, 2));
        Assert.Throws<ArgumentException>("output", () => emitted.RunParallel(new float[8], new float[2], 2));
        Assert.Throws<ArgumentException>("scratch", () => emitted.RunParallelInScratch(new float[8], output, new byte[10], 2));
        Assert.Throws<ArgumentOutOfRangeException>("degreeOfParallelism", () => emitted.RunBatch(new float[16], output, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => emitted.RunBatch(new float[16], output, -1, 1));
        Assert.Contains(
            "16 values", Assert.Throws<ArgumentException>("inputs", () => emitted.RunBatch(new float[15], output, 2, 1)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "room for 6", Assert.Throws<ArgumentException>("outputs", () => emitted.RunBatch(new float[16], new float[5], 2, 1)).Message,
            StringComparison.Ordinal);
        emitted.RunBatch([], [], 0, 2);
        Assert.Equal(emitted.ScratchSize, emitted.ScratchSizeFor(1));
        Assert.Equal(emitted.ScratchSizeFor(64), emitted.ScratchSizeFor(int.MaxValue));
    }

    private static float[] Parallel(EmittedClass emitted, float[] sample, int threads)
    {
        var output = new float[emitted.OutputLength];
        emitted.RunParallel(sample, output, threads);
        return output;
    }
}
