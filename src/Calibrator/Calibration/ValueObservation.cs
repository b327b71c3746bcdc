using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>Collects the statistics of one value, sample by sample.</summary>
sealed class ValueObservation
{
    private readonly GroupStatistics[] _groups;
    private readonly float[] _sample;
    private readonly float[] _group;

    public ValueObservation(ObservationRequest request, StatisticsSettings settings)
    {
        if (request.Groups < 1 || request.Value.Shape[^1] % request.Groups != 0)
        {
            throw new ArgumentException($"{request.Value} has no {request.Groups} equal channel groups.", nameof(request));
        }

        Value = request.Value;
        _groups = [.. Enumerable.Range(0, request.Groups).Select(_ => new GroupStatistics(settings))];
        _sample = new float[Value.Shape.Length];
        _group = new float[request.Groups > 1 ? _sample.Length / request.Groups : 0];
    }

    public Value Value { get; }

    public IReadOnlyList<GroupStatistics> Groups => _groups;

    /// <summary>Takes the value of the next sample from the original model's tensors.</summary>
    /// <param name="tensor">The elements of a tensor for that sample, by its name.</param>
    /// <returns>False where an element is not finite; nothing has been counted then.</returns>
    public bool AddFrom(Func<string, ReadOnlySpan<float>> tensor)
    {
        Value.Origin!.Read(tensor, _sample);
        return Add(_sample);
    }

    /// <summary>Takes the value of the next sample, row-major.</summary>
    /// <returns>False where an element is not finite; nothing has been counted then.</returns>
    public bool Add(ReadOnlySpan<float> sample)
    {
        foreach (var element in sample)
        {
            if (!float.IsFinite(element))
            {
                return false;
            }
        }

        if (_groups.Length == 1)
        {
            _groups[0].AddSample(sample);
            return true;
        }

        var channels = Value.Shape[^1];
        var width = channels / _groups.Length;
        for (var group = 0; group < _groups.Length; group++)
        {
            for (var row = 0; row < sample.Length / channels; row++)
            {
                sample.Slice((row * channels) + (group * width), width).CopyTo(_group.AsSpan(row * width));
            }

            _groups[group].AddSample(_group);
        }

        return true;
    }
}
