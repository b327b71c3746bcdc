using System.Diagnostics;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.ModelFormat;
using QMlp.SideBySide.Measuring;
using QMlp.SideBySide.Preparing;
using QMlp.SideBySide.Reporting;

namespace QMlp.SideBySide;

/// <summary>All measurements of one model: its forms are prepared when they are first needed.</summary>
sealed class Contest(ModelSource source, Limit limit, bool quick) : IDisposable
{
    private readonly Dictionary<int, QuantizedForm> _forms = [];
    private readonly Dictionary<(string File, int Threads), long?> _peaks = [];

    private double Seconds => quick ? 1 : 5;

    /// <summary>Measures one pairing; null where this build or this machine cannot run it.</summary>
    /// <exception cref="SkippedException">The model cannot be prepared.</exception>
    public Result? Measure(Pairing pairing)
    {
        var form = Form(pairing.Bits);
        var model = QuantizedModelFile.Load(form.Quantized);
        var sample = CalibrationSample(model);
        var outputs = ModelFacts.OutputLength(model);
        if (Load(form, pairing.Kernel) is not { } loaded)
        {
            return null;
        }

        using var ours = new GeneratedContestant(loaded, sample, outputs, pairing.Threads);
        if (pairing.Threads > 1 && !loaded.IsParallel)
        {
            return null;
        }

        using var theirs = MakeOpponent(pairing, sample, outputs);
        var before = limit.Measure(pairing.Threads);
        var times = Duel.Measure(ours, theirs, Seconds);
        var after = limit.Measure(pairing.Threads);
        return new Result(
            pairing,
            ours.Kernel,
            times,
            ModelFacts.Macs(model),
            Math.Max(before, after),
            Metrics.SqnrDb(theirs.Output, ours.Output),
            Peak(form.Assembly, sample.Length, outputs, pairing.Threads),
            Peak(OpponentFile(pairing), sample.Length, outputs, pairing.Threads),
            pairing.Threads == 1 ? StepProfile.Measure(form, ours.Kernel, sample, outputs) : []);
    }

    public void Dispose() => _forms.Clear();

    /// <summary>A sample that the model was calibrated on, as its golden vectors hold it: what the network was made for.</summary>
    private static float[] CalibrationSample(QuantizedModel model)
    {
        var place = model.Golden[0].Input;
        return EntryFloats.Dequantize(model, model.Weights.Bytes.AsSpan((int)place.Offset, place.Length));
    }

    private QuantizedForm Form(int bits) => _forms.TryGetValue(bits, out var form) ? form : _forms[bits] = new QuantizedForm(source, bits);

    private static LoadedModel? Load(QuantizedForm form, string kernel)
    {
        try
        {
            return form.Compiled.Load(kernel);
        }
        catch (Calibrator.UserError)
        {
            return null;
        }
    }

    private IContestant MakeOpponent(Pairing pairing, float[] sample, int outputs) => pairing.Opponent switch
    {
        Opponent.Qmlp8Bit => new GeneratedContestant(Form(8).Compiled.Load(), sample, outputs, pairing.Threads),
        Opponent.QmlpOneThread => new GeneratedContestant(Form(pairing.Bits).Compiled.Load(), sample, outputs, threads: 1),
        _ => new OnnxRuntimeContestant(OpponentFile(pairing), sample, outputs, pairing.Threads),
    };

    /// <summary>Against 7 bits stands the 8-bit export: its integer kernels do not care, and it has no clips at 127.</summary>
    private string OpponentFile(Pairing pairing) => pairing.Opponent switch
    {
        Opponent.OrtFloat => source.Onnx(),
        Opponent.OrtInt8 => Form(8).Export("onnx-qdq"),
        Opponent.OrtMatMulNBits => Form(pairing.Bits).Export("onnx-matmulnbits"),
        Opponent.Qmlp8Bit => Form(8).Assembly,
        Opponent.QmlpOneThread => Form(pairing.Bits).Assembly,
        _ => throw new UnreachableException(),
    };

    private long? Peak(string file, int inputs, int outputs, int threads)
    {
        if (quick)
        {
            return null;
        }

        // What the generated code needs does not depend on the number of threads.
        var key = (file, Path.GetExtension(file) == ".dll" ? 1 : threads);
        return _peaks.TryGetValue(key, out var peak) ? peak : _peaks[key] = MemoryChild.Measure(file, inputs, outputs, threads);
    }
}
