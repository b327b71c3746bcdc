namespace QMlp.Generator.Tests;

/// <summary>Tests that hold back the threads of the pool, or count on them: they run apart from the others.</summary>
[CollectionDefinition(nameof(ThreadPoolUse), DisableParallelization = true)]
public class ThreadPoolUse
{
    /// <summary>
    /// Until it is disposed no work item that is queued later has its turn: before it stand as many that wait as the pool may have threads.
    /// </summary>
    public sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();
        private readonly (int Workers, int Ports) _max;

        public Blocked()
        {
            ThreadPool.GetMaxThreads(out _max.Workers, out _max.Ports);
            ThreadPool.GetMinThreads(out var least, out _);
            var threads = Math.Max(Math.Max(ThreadPool.ThreadCount, Environment.ProcessorCount), least);
            Assert.True(ThreadPool.SetMaxThreads(threads, _max.Ports));
            for (var i = 0; i < threads; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => _release.Wait(), null);
            }
        }

        public void Dispose()
        {
            _release.Set();
            ThreadPool.SetMaxThreads(_max.Workers, _max.Ports);
        }
    }
}
