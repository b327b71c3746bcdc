namespace QMlp.Generator.Emission;

/// <summary>The sections that the code of a class reads, by name.</summary>
sealed class ClassSections
{
    /// <summary>Those of the weights as they are stored.</summary>
    public SectionNames Stored { get; } = new("Sections");

    /// <summary>Those of weights that are expanded at the first use.</summary>
    public SectionNames Expanded { get; } = new("Expanded", "Weights", "Expand");
}
