namespace QMlp.ModelFormat.Validation;

/// <summary>What the rules share: the model's tensors by name, and the list of violations.</summary>
sealed class ValidationContext(QuantizedModel model)
{
    private readonly List<Violation> _violations = [];
    private readonly Dictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<Section, string> _sections = [];

    /// <summary>Names of the tensors that exist before the step that is being looked at.</summary>
    public HashSet<string> Made { get; } = new(StringComparer.Ordinal);

    public QuantizedModel Model => model;

    public IReadOnlyList<Violation> Violations => _violations;

    public bool Any => _violations.Count > 0;

    public bool Full => _violations.Count >= Sentences.Most;

    public void Report(string path, string message)
    {
        if (!Full)
        {
            _violations.Add(new Violation(path, message));
        }
    }

    /// <summary>Records a tensor; false when there is one of that name.</summary>
    public bool Declare(TensorInfo tensor)
    {
        if (_tensors.ContainsKey(tensor.Name))
        {
            return false;
        }

        _tensors.Add(tensor.Name, tensor);
        return true;
    }

    public TensorInfo? Tensor(string name) => _tensors.TryGetValue(name, out var tensor) ? tensor : null;

    /// <summary>A section must be aligned, lie inside the weights, and have just the length of what it holds.</summary>
    public void CheckSection(string path, string subject, Section section, long length, string holds)
    {
        if (section.Offset < 0 || section.Offset % WeightStoreBuilder.Alignment != 0)
        {
            Report(path, $"{subject}: the section of {holds} must start at a multiple of {WeightStoreBuilder.Alignment}, not at {section.Offset}.");
        }
        else if (section.Length != length)
        {
            Report(path, $"{subject}: {holds} must have {length} bytes, not {section.Length}.");
        }
        else if (section.Offset + section.Length > model.Weights.Length)
        {
            Report(
                path,
                $"{subject}: the section of {holds} ends at byte {section.Offset + section.Length}, "
                + $"and the weights have only {model.Weights.Length}.");
        }
        else if (!_sections.ContainsKey(section))
        {
            _sections.Add(section, path);
        }
    }

    /// <summary>Two sections are the same or apart: so work on each array once is never more than the block is long.</summary>
    public void CheckOverlaps()
    {
        var end = 0L;
        foreach (var known in _sections.OrderBy(known => known.Key.Offset).ThenBy(known => known.Key.Length))
        {
            var section = known.Key;
            if (section.Offset < end)
            {
                Report(known.Value, $"The section at {section.Offset} begins within another one, which ends at byte {end}.");
            }

            end = Math.Max(end, section.Offset + section.Length);
        }
    }
}
