namespace QMlp.Tests;

/// <summary>For tests of what the JIT makes of code: in a Debug build it is told to optimize nothing.</summary>
static class OptimizedBuild
{
    /// <summary>Skips the running test in a Debug build.</summary>
    public static void Require()
    {
#if DEBUG
        Assert.Skip("looks at optimized code; run with -c Release");
#endif
    }
}
