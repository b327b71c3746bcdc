using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Rows to quads of tokens.</summary>
sealed class InterleaveEmitter : StepEmitter<Interleave>
{
    protected override void Emit(StepCode context, Interleave step)
    {
        context.Kernels.Add("TokenInterleaved.cs");
        using (context.Open(step, "y[t / 4, c, t % 4] = x[t, c]"))
        {
            RowCall.Emit(context, step, call =>
            {
                var channels = Literals.Number(step.Channels);
                context.Code.Line("global::QMlp.Runtime.TokenInterleaved.Pack<TTier>(");
                context.Code.Line($"    x: {Addresses.Of(step.Input)}{call.Block}, stride: {channels}, {call.Range}, channels: {channels},");
                context.Code.Line($"    {call.Output});");
            });
        }
    }
}
