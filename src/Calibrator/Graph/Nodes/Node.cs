namespace QMlp.Calibrator.Graph;

/// <summary>
/// An operator: everything that a stage asks of the kinds of nodes stands here, so that a new kind is one file, and one that lacks an answer does not compile.
/// <see cref="Name"/> is for people ("blocks.0.mlp.fc1") and unique in the graph.
/// </summary>
abstract record Node(string Name, Value Output)
{
    /// <summary>The word for such nodes in listings: "linear", "layernorm".</summary>
    public abstract string Kind { get; }

    /// <summary>The activations that it reads, in order.</summary>
    public abstract IReadOnlyList<Value> Inputs { get; }

    /// <summary>Weights and biases, gains and shifts.</summary>
    public virtual long Parameters => 0;

    /// <summary>Multiply-accumulate operations of one sample.</summary>
    public virtual long Macs => 0;

    /// <summary>False for what no stage can make anything of: the network is refused because of it, and nothing is said of the nodes beside it.</summary>
    public virtual bool IsUnderstood => true;

    /// <summary>The same node reading other values.</summary>
    public abstract Node WithInputs(Func<Value, Value> map);

    /// <summary>The node's meaning, computed plainly for one sample.</summary>
    /// <param name="read">The elements of an input, row-major.</param>
    /// <param name="y">Receives the elements of the output.</param>
    public abstract void Compute(Func<Value, float[]> read, float[] y);

    /// <summary>The range of the output that follows from those of the inputs.</summary>
    public abstract Interval Bounds(Func<Value, Interval> of);

    /// <summary>Whether it can make so many equal ranges of the last axis in such a way that each has a quantizer of its own.</summary>
    /// <param name="input">The same of one of its inputs.</param>
    public virtual bool MakesApart(int groups, Func<Value, bool> input) => false;
}
