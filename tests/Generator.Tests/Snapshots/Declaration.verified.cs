/// <summary>The network mlp: 8 values to 3 logits, quantized, compiled from mlp.qmlp.</summary>
/// <remarks>
/// All members are thread-safe: calls may run at the same time on any threads, as long as no two share an output or scratch memory. A call
/// keeps nothing, and uses no thread but the caller's unless it is asked to. After the first ones it allocates nothing in an optimized
/// build; where a project with the kernels as source does not optimize (Debug), they are many times slower and may allocate. The results
/// are the same bits on every machine, with every instruction set and every number of threads.
/// <para>What runs, in order:</para>
/// <list type="number">
/// <item><description>fc1 mixes channels: 1 row of 8 to 6 u8, clamped to 3..255</description></item>
/// <item><description>fc2 mixes channels: 1 row of 6 to 3 float32</description></item>
/// </list>
/// </remarks>
[global::System.CodeDom.Compiler.GeneratedCode("QMlp.Generator", "0.1.0")]
public static unsafe partial class Mlp
