using System.Runtime.InteropServices;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// ONNX Runtime's own builds keep a device id and a queue of events in the user's cache folder and send them, unless a variable of the environment
/// says otherwise when the library is loaded. Programs of this repository are quiet: each says so before it uses anything of ONNX Runtime.
/// Its DisableTelemetryEvents comes too late: the files are there by then.
/// </summary>
static class OnnxRuntimeTelemetry
{
    public static void TurnOff()
    {
        Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");
        if (!OperatingSystem.IsWindows())
        {
            // .NET keeps a copy of the environment; native code reads the original.
            _ = setenv([.. "ORT_DISABLE_TELEMETRY\0"u8], [.. "1\0"u8], overwrite: 1);
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // The name is that of the C library; arrays of bytes need no marshalling code.
    [DllImport("libc")]
    private static extern int setenv(byte[] name, byte[] value, int overwrite);
#pragma warning restore IDE1006, SYSLIB1054
}
