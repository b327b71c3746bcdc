using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>What the steps of a network need of the values between them: forms, bits and ranges of channels.</summary>
sealed class ValueNeeds
{
    private const Storage Wide = Storage.S16 | Storage.PreferS16;

    private readonly FloatGraph _graph;
    private readonly QuantizationSettings _settings;
    private readonly Dictionary<Value, List<(PlannedStep Step, Reading Reading)>> _readers = [];
    private readonly Dictionary<Value, Storage> _wanted = [];

    /// <param name="steps">All steps, in order.</param>
    public ValueNeeds(FloatGraph graph, IReadOnlyList<PlannedStep> steps, QuantizationSettings settings)
    {
        (_graph, _settings) = (graph, settings);
        foreach (var step in steps)
        {
            foreach (var reading in step.Reads)
            {
                (_readers.TryGetValue(reading.Value, out var readers) ? readers : _readers[reading.Value] = []).Add((step, reading));
            }
        }

        // From the last to the first, because a move of elements wants of its source what is wanted of its result.
        foreach (var step in steps.Reverse().Where(IsUsed))
        {
            foreach (var reading in step.Reads)
            {
                var wanted = reading.Storage == Storage.AsResult ? MovedForm(step.Output) : reading.Storage;
                _wanted[reading.Value] = Of(reading.Value) | wanted;
            }
        }
    }

    /// <summary>Whether a step's result is read, or is the network's; other steps are left out.</summary>
    public bool IsUsed(PlannedStep step) => step.Output == _graph.Output || IsRead(step.Output);

    /// <summary>Whether a step that is used reads the value.</summary>
    public bool IsRead(Value value) => _wanted.ContainsKey(value);

    /// <summary>All forms in which a value is wanted.</summary>
    public Storage Of(Value value) => _wanted.GetValueOrDefault(value);

    /// <summary>Whether a reader needs 16 bits, or would like them.</summary>
    public bool IsWantedWide(Value value) => (Of(value) & Wide) != 0;

    /// <summary>A move of elements carries one form, the wider where both are wanted; the other is then made of its result.</summary>
    public Storage MovedForm(Value result) => IsWantedWide(result) ? Storage.PreferS16 : Storage.U8;

    /// <summary>Of bytes: the most that a step wants which reads the value, or a move of it.</summary>
    public int Bits(Value value, ElementType type) => type switch
    {
        ElementType.U8 => ReadersBehindMoves(value).Select(step => step.InputBits(_settings)).DefaultIfEmpty(_settings.ActivationBits).Max(),
        ElementType.S16 => _settings.ResidualBits,
        _ => 0,
    };

    /// <summary>
    /// A tensor has a quantizer for each range of channels that the steps want which read it, if these agree and if the step that makes it can write it so.
    /// </summary>
    public int Ranges(PlannedStep maker)
    {
        var counts = ReadersOf(maker.Output).Select(reader => reader.Reading.Ranges.Wanted).Distinct().ToList();
        return counts is [var count] && maker.WritesRanges(count) ? count : 1;
    }

    private IEnumerable<PlannedStep> ReadersBehindMoves(Value value) =>
        ReadersOf(value).SelectMany(reader => reader.Step.Moves is null ? [reader.Step] : ReadersBehindMoves(reader.Step.Output));

    private List<(PlannedStep Step, Reading Reading)> ReadersOf(Value value) => _readers.GetValueOrDefault(value, []);
}
