using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Data;

/// <summary>How a data set is to be read; see the remarks of <see cref="DataSpec"/> for what each option means for which kind of data.</summary>
/// <param name="Shape">Shape of one float sample as the model takes it, without a batch axis, for example [3, 32, 32].</param>
sealed record DataOptions(Shape Shape)
{
    /// <summary>Value of <see cref="Samples"/> that takes the whole data set.</summary>
    public const int AllSamples = int.MaxValue;

    /// <summary>Samples that calibration takes unless told otherwise.</summary>
    public const int DefaultSamples = 300;

    /// <summary>At most this many samples are used, taken evenly over the whole data set.</summary>
    public int Samples { get; init; } = DefaultSamples;

    /// <summary>Mean of pixel / 255: none (the default), one for all channels, or one a channel. Float samples are refused where it is given.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [];

    /// <summary>Standard deviation of pixel / 255: none (the default), one for all channels, or one a channel. As <see cref="Mean"/>.</summary>
    public IReadOnlyList<float> Std { get; init; } = [];

    /// <summary>Mean where none was given, for example what the model file states, or none (0); float samples do without it.</summary>
    public IReadOnlyList<float> DefaultMean { get; init; } = [];

    /// <summary>Standard deviation where none was given, or none (1).</summary>
    public IReadOnlyList<float> DefaultStd { get; init; } = [];

    /// <summary>The size to which images are resized before the center is cut out; null: the model's.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>Data specification of the labels; null: those that the data set itself tells (folders), if any.</summary>
    public string? Labels { get; init; }
}
