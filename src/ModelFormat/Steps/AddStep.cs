namespace QMlp.ModelFormat;

/// <summary>
/// Elementwise sum of tensors of one shape, each U8 or S16 with a scale of its own: y = clamp(round(v) + zeroPoint(y), min, max) with
/// <code>
/// v = float(x0 - zeroPoint(x0)) * multiplier0                of the first term
/// v = v + (float(xi - zeroPoint(xi)) * multiplieri)          of each other term, in order: a multiplication, then an addition
/// </code>
/// round(v) is taken as a float32 and clamped to [min - zeroPoint(y), max - zeroPoint(y)] before it is converted.
/// </summary>
/// <param name="Terms">What is added, in this order: 2 to <see cref="MostTerms"/>.</param>
sealed record AddStep(string Name, EquatableArray<AddTerm> Terms, string Output) : Step(Name, Output)
{
    /// <summary>Each term is a stream of memory; processors fetch about as many ahead at a time.</summary>
    public const int MostTerms = 8;

    /// <summary>2^96, of either sign: eight terms of at most 2^16 times as much are less than 2^127, so that v is always finite.</summary>
    public const float MostMultiplier = 79228162514264337593543950336f;

    public override IReadOnlyList<StepInput> Inputs => [.. Terms.Select((term, i) => new StepInput($"terms[{i}].input", term.Input))];

    public override IReadOnlyList<StepArray> Arrays => [];
}

/// <summary>A term of a sum.</summary>
/// <param name="Input">x: a tensor with one quantizer. Two terms may have the same.</param>
/// <param name="Multiplier">scale(x) / scale(y).</param>
sealed record AddTerm(string Input, float Multiplier);
