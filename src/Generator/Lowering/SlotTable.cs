using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>The slots made so far, by tensor and layout.</summary>
sealed class SlotTable
{
    /// <summary>Constants of the emitted code that stand beside the slots' places.</summary>
    private static readonly string[] OwnNames = ["Length", "Bands", "BandsLength"];

    private readonly Dictionary<(string Tensor, TensorLayout Layout), Slot> _slots = [];
    private readonly UniqueNames _identifiers = new([.. ReservedNames.OfObject, "Buffers", .. OwnNames]);
    private readonly TensorInfo _input;
    private readonly string _output;

    public SlotTable(QuantizedModel model)
    {
        _output = model.Output;
        _input = model.Tensors.First(tensor => tensor.Name == model.Input.Tensor);
        Entry = Create(_input, _input.RowMajor(), SlotPlace.Input);
    }

    /// <summary>The quantized input.</summary>
    public Slot Entry { get; }

    public bool Has(string tensor, TensorLayout layout) => _slots.ContainsKey((tensor, layout));

    public Slot Find(string tensor, TensorLayout layout) => _slots[(tensor, layout)];

    /// <summary>Puts a copy in scratch memory in the place of the quantized input, for steps to read instead of the caller's memory.</summary>
    public Slot ShadowEntry()
    {
        _slots.Remove((Entry.Tensor, Entry.Layout));
        return Create(_input, Entry.Layout, SlotPlace.Scratch);
    }

    /// <summary>The slot that a step writes: scratch memory, or the caller's output for the last tensor.</summary>
    public Slot Add(TensorInfo tensor, TensorLayout layout) =>
        Create(tensor, layout, tensor.Name == _output ? SlotPlace.Output : SlotPlace.Scratch);

    private Slot Create(TensorInfo tensor, TensorLayout layout, SlotPlace place)
    {
        var slot = new Slot(_identifiers.Take(Identifier.FromText(tensor.Name, "Tensor")), tensor.Name, tensor.Type, layout, place);
        _slots.Add((tensor.Name, layout), slot);
        return slot;
    }
}
