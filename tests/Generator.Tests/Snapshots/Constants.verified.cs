/// <summary>Number of values of a sample: 8.</summary>
public const int InputLength = 8;

/// <summary>Number of logits.</summary>
public const int OutputLength = 3;

/// <summary>Bytes of scratch memory that a call works in; it may begin at any address.</summary>
public const int ScratchSize = 319;

/// <summary>Multiplications of an activation by a weight in one call.</summary>
public const long MultiplyAccumulates = 66;

/// <summary>Weights, biases and normalization parameters of the network.</summary>
public const long ParameterCount = 75;

/// <summary>Bytes of all constants of the network: weights, biases, multipliers, tables, self-test vectors.</summary>
public const long WeightBytes = 844;

/// <summary>Name of the model.</summary>
public const string ModelName = "mlp";

/// <summary>File name of the float model that this network was made from.</summary>
public const string ModelSource = "mlp.onnx";

/// <summary>SHA-256 of that file.</summary>
public const string ModelSourceSha256 = "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a";

/// <summary>What the network was calibrated on.</summary>
public const string CalibrationData = "samples.npy";

/// <summary>Name and version of the program that calibrated it.</summary>
public const string CalibratedBy = "qmlp 0.1.0";

/// <summary>SHA-256 of the constants of the network.</summary>
public const string WeightsSha256 = "6426f16d1d09c062f688c1730d0a65cebcb29e687117b934112375d8650c2247";

/// <summary>Shape of a sample of floats, without a batch axis.</summary>
public static global::System.ReadOnlySpan<int> InputShape => [8];

/// <summary>Shape of the output, without a batch axis.</summary>
public static global::System.ReadOnlySpan<int> OutputShape => [3];

/// <summary>
/// The instruction set in use: <c>scalar</c>, <c>vector128</c>, <c>avx2</c>, <c>avx512</c> and so on. The best of the machine, unless
/// the environment variable <c>QMLP_KERNEL</c> or the AppContext value <c>QMlp.Kernel</c> names another that the machine has. Where it
/// names what the machine does not have, the best runs, and the request stands behind it in parentheses.
/// </summary>
public static string Kernel => global::QMlp.Runtime.KernelSelector.Description;
