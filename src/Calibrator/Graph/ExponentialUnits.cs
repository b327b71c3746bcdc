namespace QMlp.Calibrator.Graph;

/// <summary>x for x > 0, alpha * (exp(x) - 1) below.</summary>
sealed record EluFunction(float Alpha) : ActivationFunction
{
    public override double Apply(double x) => x > 0 ? x : Alpha * (Exponential.Exp(x) - 1);
}

/// <summary>gamma * x for x > 0, gamma * alpha * (exp(x) - 1) below.</summary>
sealed record SeluFunction(float Alpha, float Gamma) : ActivationFunction
{
    public override double Apply(double x) => Gamma * (x > 0 ? x : Alpha * (Exponential.Exp(x) - 1));
}

/// <summary>max(x, 0) + min(alpha * (exp(x / alpha) - 1), 0).</summary>
sealed record CeluFunction(float Alpha) : ActivationFunction
{
    public override double Apply(double x) => Math.Max(x, 0) + Math.Min(Alpha * (Exponential.Exp(x / Alpha) - 1), 0);
}

/// <summary>ln(1 + exp(x)).</summary>
sealed record SoftplusFunction : ActivationFunction
{
    public override double Apply(double x) => Of(x);

    public static double Of(double x) => Math.Max(x, 0) + Logarithm.Natural(1 + Exponential.Exp(-Math.Abs(x)));
}

/// <summary>x * tanh(ln(1 + exp(x))).</summary>
sealed record MishFunction : ActivationFunction
{
    public override double Apply(double x) => x * Exponential.Tanh(SoftplusFunction.Of(x));
}

/// <summary>x / (1 + |x|).</summary>
sealed record SoftsignFunction : ActivationFunction
{
    public override double Apply(double x) => x / (1 + Math.Abs(x));
}

/// <summary>x for x > alpha, 0 below.</summary>
sealed record ThresholdedReluFunction(float Alpha) : ActivationFunction
{
    public override double Apply(double x) => x > Alpha ? x : 0;
}

/// <summary>x / (1 + exp(-alpha * x)).</summary>
sealed record ScaledSiluFunction(float Alpha) : ActivationFunction
{
    public override double Apply(double x) => x / (1 + Exponential.Exp(-Alpha * x));
}
