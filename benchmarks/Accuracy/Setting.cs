namespace QMlp.Accuracy;

/// <summary>A row of the study: a name, and the options of <c>qmlp calibrate</c> that make it.</summary>
sealed record Setting(string Group, string Name, string Options)
{
    private const string Naive = "--method minmax --scheme symmetric --residual 8";

    private const string Plain = "--method minmax --residual 16";

    private const string Everything = "--method mse --rounding mse --bias-correction --equalize --token-groups 4";

    private const string EverythingOf4Bits = "--method mse --weights 4 --rounding gptq --bias-correction --equalize --token-groups 4";

    /// <summary>All rows, in the order of the table.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        // Each technique in turn on the naive quantizer.
        new("8 bits", "naive: min/max, symmetric, residual 8", Naive),
        new("8 bits", "naive + residual 16", "--method minmax --scheme symmetric --residual 16"),
        new("8 bits", "naive + asymmetric", "--method minmax --scheme asymmetric --residual 8"),
        new("8 bits", "naive + percentile 99.99", "--method percentile:99.99 --scheme symmetric --residual 8"),
        new("8 bits", "naive + percentile 99.9", "--method percentile:99.9 --scheme symmetric --residual 8"),
        new("8 bits", "naive + MSE ranges", "--method mse --scheme symmetric --residual 8"),
        new("8 bits", "naive + bias correction", $"{Naive} --bias-correction"),
        new("8 bits", "naive + equalization", $"{Naive} --equalize"),
        new("8 bits", "naive + 4 token-mixing groups", $"{Naive} --token-groups 4"),

        // From the defaults of the tool.
        new("8 bits", "default: min/max, asymmetric, residual 16", Plain),
        new("8 bits", "default + percentile 99.99", "--method percentile:99.99"),
        new("8 bits", "default + percentile 99.9", "--method percentile:99.9"),
        new("8 bits", "default + moving average 0.99", "--method moving-average:0.99"),
        new("8 bits", "default + MSE ranges", "--method mse"),
        new("8 bits", "default + entropy ranges", "--method entropy"),
        new("8 bits", "default + auto ranges", "--method auto"),
        new("8 bits", "default + MSE weights", $"{Plain} --rounding mse"),
        new("8 bits", "default + bias correction", $"{Plain} --bias-correction"),
        new("8 bits", "default + equalization", $"{Plain} --equalize"),
        new("8 bits", "default + 4 token-mixing groups", $"{Plain} --token-groups 4"),
        new("8 bits", "everything", Everything),
        new("7-bit activations", "default", $"{Plain} --activations 7"),
        new("7-bit activations", "everything", $"{Everything} --activations 7"),

        new("4-bit weights", "round to nearest", $"{Plain} --weights 4"),
        new("4-bit weights", "MSE weights", $"{Plain} --weights 4 --rounding mse"),
        new("4-bit weights", "GPTQ", $"{Plain} --weights 4 --rounding gptq"),
        new("4-bit weights", "GPTQ + bias correction", $"{Plain} --weights 4 --rounding gptq --bias-correction"),
        new("4-bit weights", "everything", EverythingOf4Bits),
        new("4-bit weights", "everything, first and last layer 8 bits", $"{EverythingOf4Bits} --first-last 8"),

        new("4-bit weights and activations", "round to nearest", $"{Plain} --weights 4 --activations 4"),
        new("4-bit weights and activations", "everything", $"{EverythingOf4Bits} --activations 4"),
        new("4-bit weights and activations", "everything, first and last layer 8 bits", $"{EverythingOf4Bits} --activations 4 --first-last 8"),
    ];

    /// <summary>The options as <c>qmlp calibrate</c> takes them.</summary>
    public IEnumerable<string> Arguments => Options.Split(' ');
}
