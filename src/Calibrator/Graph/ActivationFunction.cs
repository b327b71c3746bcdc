namespace QMlp.Calibrator.Graph;

/// <summary>
/// An elementwise function. All are made of exactly specified operations (<see cref="Exponential"/>), so that tables are the same everywhere.
/// </summary>
abstract record ActivationFunction
{
    public abstract double Apply(double x);
}

/// <summary>min(max(x, Low), High): Relu is [0, +infinity], ReLU6 [0, 6], PACT [0, alpha].</summary>
sealed record ClipFunction(float Low, float High) : ActivationFunction
{
    public override double Apply(double x) => Math.Min(Math.Max(x, Low), High);
}

/// <summary>x * (1 + erf(x / sqrt 2)) / 2, the exact GELU (arXiv 1606.08415).</summary>
sealed record GeluFunction : ActivationFunction
{
    public override double Apply(double x) => 0.5 * x * ErrorFunction.ErfComplement(-x / Math.Sqrt(2));
}

/// <summary>x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))), GELU's tanh form.</summary>
sealed record GeluTanhFunction : ActivationFunction
{
    public override double Apply(double x) => 0.5 * x * (1 + Exponential.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));
}

/// <summary>1 / (1 + exp(-x)).</summary>
sealed record SigmoidFunction : ActivationFunction
{
    public override double Apply(double x) => 1 / (1 + Exponential.Exp(-x));
}

/// <summary>x / (1 + exp(-x)), also called swish.</summary>
sealed record SiluFunction : ActivationFunction
{
    public override double Apply(double x) => x / (1 + Exponential.Exp(-x));
}

/// <summary>tanh(x).</summary>
sealed record TanhFunction : ActivationFunction
{
    public override double Apply(double x) => Exponential.Tanh(x);
}

/// <summary>min(max(alpha * x + beta, 0), 1).</summary>
sealed record HardSigmoidFunction(float Alpha, float Beta) : ActivationFunction
{
    public override double Apply(double x) => Math.Min(Math.Max((Alpha * x) + Beta, 0), 1);
}

/// <summary>x * min(max(x / 6 + 1/2, 0), 1).</summary>
sealed record HardSwishFunction : ActivationFunction
{
    public override double Apply(double x) => x * Math.Min(Math.Max((x / 6) + 0.5, 0), 1);
}

/// <summary>x for x >= 0, slope * x below.</summary>
sealed record LeakyReluFunction(float Slope) : ActivationFunction
{
    public override double Apply(double x) => x >= 0 ? x : Slope * x;
}
