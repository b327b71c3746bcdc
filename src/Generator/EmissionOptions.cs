namespace QMlp.Generator;

/// <summary>What a user can say about the class that is emitted for a model.</summary>
public sealed record EmissionOptions
{
    /// <summary>Name of the class; null: made from the file's name (<c>my-model.qmlp</c> gives <c>MyModel</c>).</summary>
    public string? ClassName { get; init; }

    /// <summary>Namespace of the class, "" for the global one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Accessibility of the class.</summary>
    public ClassAccessibility Accessibility { get; init; } = ClassAccessibility.Internal;

    /// <summary>Where the emitted class is to have its weights.</summary>
    public WeightPlacement Weights { get; init; } = WeightPlacement.Auto;

    /// <summary>
    /// Name of the manifest resource that holds the sidecar; null: the file's name with ".weights" (<c>my-model.qmlp.weights</c>).
    /// To be set where two models of a project have files of the same name.
    /// </summary>
    public string? ResourceName { get; init; }

    /// <summary>
    /// False: emit no kernel sources, because the project references QMlp.RuntimeSupport or has them from another model.
    /// </summary>
    public bool IncludeKernels { get; init; } = true;

    /// <summary>
    /// True: the class counts the time of each of its steps (<c>StepNames</c>, <c>StepMacs</c>, <c>StepTicks</c>), for benchmarks; calls
    /// must then not overlap. Never set by the source generator.
    /// </summary>
    public bool Profile { get; init; }
}

/// <summary>Accessibility of an emitted class.</summary>
public enum ClassAccessibility
{
    /// <summary>Seen by the user's project alone.</summary>
    Internal,

    /// <summary>Seen by everybody who references the user's project; all members carry documentation.</summary>
    Public,
}

/// <summary>Where the emitted class has its weights.</summary>
public enum WeightPlacement
{
    /// <summary>As the model file has them: inline ones become literals, a sidecar becomes a manifest resource.</summary>
    Auto,

    /// <summary>Literals; an error for a model with a sidecar, whose bytes the generator never sees.</summary>
    Inline,

    /// <summary>The manifest resource that the sidecar is embedded as; an error for a model that has no sidecar.</summary>
    Resource,
}
