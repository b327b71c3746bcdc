namespace QMlp.Calibrator.Export;

/// <summary>
/// Names of steps as first parts of ONNX value names ("STEP/product"). They hold no slash, so that values of two steps never meet,
/// whatever the steps are called. The network's input keeps the name that its user gave it.
/// </summary>
sealed class StepNames(string inputName)
{
    private readonly HashSet<string> _taken = new(inputName.Contains('/') ? [inputName.Split('/')[0]] : Array.Empty<string>(), StringComparer.Ordinal);

    public string Claim(string step)
    {
        var name = step.Trim('/').Replace('/', '.');
        var claimed = name;
        for (var i = 2; !_taken.Add(claimed); i++)
        {
            claimed = $"{name}_{i}";
        }

        return claimed;
    }
}
