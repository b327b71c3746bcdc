namespace QMlp.Accuracy;

/// <summary>A row of the study: a name, and the options of <c>qmlp calibrate</c> that make it.</summary>
/// <param name="Everywhere">Whether models get it that are there for one question each (<see cref="TrainedModel.IsAside"/>).</param>
sealed record Setting(string Group, string Name, string Options, bool Everywhere = false)
{
    private const string Naive = "--method minmax --scheme symmetric --residual 8";

    private const string Default = "--method mse";

    private const string Techniques = "--method mse --rounding gptq --bias-correction --equalize --token-groups 4 --hidden-groups 2";

    /// <summary>All rows, in the order of the table.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        // Each technique in turn on the naive quantizer.
        new("8 bits", "naive: min/max, symmetric, residual 8", Naive, Everywhere: true),
        new("8 bits", "naive + residual 16", "--method minmax --scheme symmetric --residual 16", Everywhere: true),
        new("8 bits", "naive + asymmetric", "--method minmax --scheme asymmetric --residual 8"),
        new("8 bits", "naive + percentile 99.99", "--method percentile:99.99 --scheme symmetric --residual 8", Everywhere: true),
        new("8 bits", "naive + percentile 99.9", "--method percentile:99.9 --scheme symmetric --residual 8", Everywhere: true),
        new("8 bits", "naive + MSE ranges", "--method mse --scheme symmetric --residual 8", Everywhere: true),
        new("8 bits", "naive + bias correction", $"{Naive} --bias-correction"),
        new("8 bits", "naive + equalization", $"{Naive} --equalize", Everywhere: true),
        new("8 bits", "naive + 4 token-mixing groups", $"{Naive} --token-groups 4"),
        new("8 bits", "naive + 2 hidden groups", $"{Naive} --hidden-groups 2"),

        // From the defaults of the tool.
        new("8 bits", "default: MSE ranges, asymmetric, residual 16", Default, Everywhere: true),
        new("8 bits", "default, but min/max ranges", "--method minmax", Everywhere: true),
        new("8 bits", "default, but percentile 99.99", "--method percentile:99.99"),
        new("8 bits", "default, but percentile 99.9", "--method percentile:99.9"),
        new("8 bits", "default, but moving average 0.99", "--method moving-average:0.99"),
        new("8 bits", "default, but entropy ranges", "--method entropy"),
        new("8 bits", "default, but auto ranges", "--method auto"),
        new("8 bits", "default + MSE weights", $"{Default} --rounding mse"),
        new("8 bits", "default + GPTQ", $"{Default} --rounding gptq"),
        new("8 bits", "default + bias correction", $"{Default} --bias-correction"),
        new("8 bits", "default + equalization", $"{Default} --equalize", Everywhere: true),
        new("8 bits", "default + 4 token-mixing groups", $"{Default} --token-groups 4"),
        new("8 bits", "default + 2 hidden groups", $"{Default} --hidden-groups 2"),
        new("8 bits", "everything", Techniques, Everywhere: true),
        new(
            "8 bits", "everything, 8 token-mixing and 4 hidden groups",
            "--method mse --rounding gptq --bias-correction --equalize --token-groups 8 --hidden-groups 4"),
        new("7-bit activations", "default", $"{Default} --activations 7"),
        new("7-bit activations", "everything", $"{Techniques} --activations 7"),

        new("4-bit weights", "round to nearest, min/max ranges", "--method minmax --weights 4", Everywhere: true),
        new("4-bit weights", "the same, first and last layer 8 bits", "--method minmax --weights 4 --first-last 8"),
        new("4-bit weights", "round to nearest, min/max ranges, groups of 64", "--method minmax --weights 4 --weight-groups 64"),
        new("4-bit weights", "MSE weights", $"{Default} --weights 4 --rounding mse"),
        new("4-bit weights", "MSE weights, groups of 64", $"{Default} --weights 4 --weight-groups 64 --rounding mse"),
        new("4-bit weights", "GPTQ", $"{Default} --weights 4 --rounding gptq", Everywhere: true),
        new("4-bit weights", "GPTQ, groups of 64", $"{Default} --weights 4 --weight-groups 64 --rounding gptq"),
        new("4-bit weights", "GPTQ, groups of 32", $"{Default} --weights 4 --weight-groups 32 --rounding gptq"),
        new("4-bit weights", "GPTQ + bias correction", $"{Default} --weights 4 --rounding gptq --bias-correction"),
        new("4-bit weights", "everything", $"{Techniques} --weights 4", Everywhere: true),
        new("4-bit weights", "everything, groups of 32", $"{Techniques} --weights 4 --weight-groups 32"),
        new("4-bit weights", "everything, first and last layer 8 bits", $"{Techniques} --weights 4 --first-last 8"),

        new("4-bit weights and activations", "round to nearest, min/max ranges", "--method minmax --weights 4 --activations 4", Everywhere: true),
        new("4-bit weights and activations", "everything", $"{Techniques} --weights 4 --activations 4", Everywhere: true),
        new("4-bit weights and activations", "everything, first and last layer 8 bits", $"{Techniques} --weights 4 --activations 4 --first-last 8"),
    ];

    /// <summary>The options as <c>qmlp calibrate</c> takes them.</summary>
    public IEnumerable<string> Arguments => Options.Split(' ');
}
