using Microsoft.ML.OnnxRuntime;
using QMlp.Calibrator.Calibration;
using StartUp;

OnnxRuntimeTelemetry.TurnOff();

// One thread, as the generated code has by default: starting more takes longer. The argument is the model.
using var options = new SessionOptions { IntraOpNumThreads = 1 };
using var session = new InferenceSession(args[0], options);
using var run = new RunOptions();
using var input = OrtValue.CreateTensorValueFromMemory(new float[3 * 224 * 224], [1, 3, 224, 224]);
using var results = session.Run(run, session.InputNames, [input], session.OutputNames);
FirstLogits.Tell(results[0].GetTensorDataAsSpan<float>().ToArray());
