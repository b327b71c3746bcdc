using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Report;

/// <summary>All that <c>report</c> knows of a quantized model: what its page shows, and what <c>--json</c> prints.</summary>
/// <param name="Output">The page that was written.</param>
/// <param name="Origin">Where the model comes from.</param>
/// <param name="Accuracy">On all samples, by the generated code and ONNX Runtime.</param>
/// <param name="Cost">Size and time.</param>
/// <param name="Confusion">For each true class how many samples the quantized network took for each class; null without labels.</param>
/// <param name="ClassNames">Null where the data set does not name them.</param>
/// <param name="Analysis">Tensor by tensor and step by step, on fewer samples.</param>
sealed record ModelReport(
    string Output,
    string Model,
    string Against,
    ReportOrigin Origin,
    ReportAccuracy Accuracy,
    ReportCost Cost,
    IReadOnlyList<IReadOnlyList<int>>? Confusion,
    IReadOnlyList<string>? ClassNames,
    NetworkAnalysis Analysis,
    IReadOnlyList<WeightDistribution> Weights) : IReport
{
    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{Output}: report on {Model} against {Against}");
        var table = new TextTable("", "quantized", "float").AlignRight(1, 2);
        table.Add("top-1", NumberText.Percent(Accuracy.Top1), NumberText.Percent(Accuracy.FloatTop1));
        table.Add("agreement", NumberText.Percent(Accuracy.Agreement), "");
        table.Add("SQNR of the outputs", NumberText.Decibels(Accuracy.SqnrDb), "");
        table.Add("size", NumberText.Bytes(Cost.Bytes), NumberText.Bytes(Cost.FloatBytes));
        table.Add("time per image, one thread", NumberText.Microseconds(Cost.Microseconds), NumberText.Microseconds(Cost.FloatMicroseconds));
        table.WriteTo(output);
        SensitivityReport.WriteAdvice(Analysis, output);
    }
}

/// <param name="SameSource">Whether the float model compared with is the very file that was calibrated.</param>
/// <param name="Summary">The settings that matter most, for a subtitle.</param>
/// <param name="Settings">All settings, and what was done to the network, by name.</param>
sealed record ReportOrigin(
    string Tool,
    string Source,
    string SourceSha256,
    bool SameSource,
    string Data,
    string DataSha256,
    int Samples,
    string Summary,
    IReadOnlyDictionary<string, string> Settings);

/// <summary>Fractions of the samples; null without labels.</summary>
/// <param name="Top1Low">Lower end of the 95 % interval of <paramref name="Top1"/>.</param>
sealed record ReportAccuracy(string Data, int Samples, double? Top1, double? Top1Low, double? Top1High, double? FloatTop1, double Agreement, double SqnrDb);

/// <param name="Microseconds">Of the generated code for one sample on one thread.</param>
/// <param name="FloatMicroseconds">Of ONNX Runtime on the float model, likewise.</param>
/// <param name="Kernel">Tier of the generated code.</param>
sealed record ReportCost(long Parameters, long Macs, long Bytes, long FloatBytes, double Microseconds, double FloatMicroseconds, string Kernel);
