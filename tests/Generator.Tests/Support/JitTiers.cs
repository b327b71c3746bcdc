using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace QMlp.Generator.Tests;

/// <summary>Listens to the runtime's own events on how it compiles methods.</summary>
sealed class JitTiers : EventListener
{
    /// <summary>The runtime's keyword of JIT events.</summary>
    private const EventKeywords Jit = (EventKeywords)0x10;

    /// <summary>Bits 7 to 9 of MethodFlags are the optimization tier; 1 is "MinOpts": compiled once and for all without optimization.</summary>
    private const int TierShift = 7, TierMask = 7, MinOpts = 1;

    private readonly ConcurrentDictionary<string, int> _tiers = new(StringComparer.Ordinal);

    /// <summary>Waits until a method is reported; events come in order, a little later than what they report.</summary>
    public bool WaitFor(string method) => SpinWait.SpinUntil(() => _tiers.ContainsKey(method), TimeSpan.FromSeconds(30));

    /// <summary>Methods that the JIT has compiled since this listener was made, as Namespace.Type.Method.</summary>
    public IReadOnlyCollection<string> Compiled => [.. _tiers.Keys];

    /// <summary>Those that it gave up optimizing.</summary>
    public IReadOnlyCollection<string> Unoptimized => [.. _tiers.Where(method => method.Value == MinOpts).Select(method => method.Key)];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true)
        {
            var flags = Convert.ToInt32(Value(eventData, "MethodFlags"), null);
            var tier = (flags >> TierShift) & TierMask;
            _tiers.AddOrUpdate($"{Value(eventData, "MethodNamespace")}.{Value(eventData, "MethodName")}", tier, (_, known) => known == MinOpts ? known : tier);
        }
    }

    private static object? Value(EventWrittenEventArgs eventData, string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)];
}
