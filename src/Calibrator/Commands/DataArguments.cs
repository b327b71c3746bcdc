using System.CommandLine;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Commands;

/// <summary>The options that say which samples to read and how: the same in every command that reads some.</summary>
sealed class DataArguments
{
    private readonly Option<string> _spec;
    private readonly Option<int?> _samples = new("--samples")
    {
        HelpName = "N",
        CustomParser = result => OptionParsers.Count(result, 1, DataOptions.AllSamples),
    };

    private readonly Option<IReadOnlyList<float>?> _mean = new("--mean")
    {
        Description = "Mean of pixel / 255, one value or one for each channel: 0.485,0.456,0.406; none where the network takes pixel / 255 as it is.",
        HelpName = "M,...",
        CustomParser = result => OptionParsers.Parse(result, text => ChannelValues.Parse("--mean", text)),
    };

    private readonly Option<IReadOnlyList<float>?> _std = new("--std")
    {
        Description = "Standard deviation of pixel / 255, as --mean.",
        HelpName = "S,...",
        CustomParser = result => OptionParsers.Parse(result, text => ChannelValues.Parse("--std", text)),
    };

    private readonly Option<ImageSize?> _size = new("--size")
    {
        Description = "Resize images to this size, then cut the model's size out of the center: 256 or 320x240.",
        HelpName = "SIZE",
        CustomParser = result => OptionParsers.ParseValue<ImageSize>(result, ImageSize.Parse),
    };

    private readonly int _defaultSamples;

    /// <param name="name">Name of the option that names the data set: "--data" or "--input".</param>
    /// <param name="required">Whether the command can do nothing without samples.</param>
    public DataArguments(Command command, string name, int defaultSamples, bool required = true)
    {
        _defaultSamples = defaultSamples;
        _spec = new Option<string>(name)
        {
            Description = $"The samples: {DataSpec.Kinds}.",
            HelpName = "SPEC",
            Required = required,
        };
        _samples.Description = "At most this many samples, taken evenly over the whole set ("

                + (defaultSamples == DataOptions.AllSamples ? "all" : defaultSamples.ToString(System.Globalization.CultureInfo.InvariantCulture))
                + " unless given).";
        command.Options.Add(_spec);
        command.Options.Add(_samples);
        command.Options.Add(_mean);
        command.Options.Add(_std);
        command.Options.Add(_size);
    }

    /// <summary>Whether the command line names a data set.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_spec) is not null;

    /// <summary>Whether somebody says how pixels become floats: the command line, or the model file.</summary>
    public bool StatesNormalization(ParseResult parse, DataDefaults defaults) =>
        parse.GetValue(_mean) is not null || parse.GetValue(_std) is not null || defaults.Mean.Count + defaults.Std.Count > 0;

    /// <summary>Opens the data set for a model that takes samples of the given shape.</summary>
    /// <param name="defaults">What holds where the command line is silent on normalization and size.</param>
    public ISampleSource Open(ParseResult parse, Shape shape, DataDefaults defaults, string? labels, CancellationToken cancellation) =>
        Open(parse, parse.GetRequiredValue(_spec), parse.GetValue(_samples) ?? _defaultSamples, shape, defaults, labels, cancellation);

    /// <summary>Opens all samples of another data set, read in the same way.</summary>
    public ISampleSource OpenOther(ParseResult parse, string spec, Shape shape, DataDefaults defaults, string? labels, CancellationToken cancellation) =>
        Open(parse, spec, DataOptions.AllSamples, shape, defaults, labels, cancellation);

    private InterruptibleSamples Open(
        ParseResult parse, string spec, int samples, Shape shape, DataDefaults defaults, string? labels, CancellationToken cancellation)
    {
        var options = new DataOptions(shape)
        {
            Samples = samples,
            Mean = parse.GetValue(_mean) ?? [],
            Std = parse.GetValue(_std) ?? [],
            DefaultMean = defaults.Mean,
            DefaultStd = defaults.Std,
            Size = parse.GetValue(_size),
            Labels = labels,
        };
        return new InterruptibleSamples(DataSpec.Open(spec, options), cancellation);
    }
}

/// <summary>Normalization that a model file states, or none.</summary>
sealed record DataDefaults(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    public static DataDefaults None { get; } = new([], []);
}
