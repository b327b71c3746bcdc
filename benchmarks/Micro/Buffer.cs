using System.Runtime.InteropServices;

namespace QMlp.Benchmarks.Micro;

/// <summary>Native memory filled with fixed pseudo-random bytes, with room behind for the reads that kernels are allowed.</summary>
sealed unsafe class Buffer<T> : IDisposable
    where T : unmanaged
{
    private const int Room = 256;

    public Buffer(int length)
    {
        var bytes = (nuint)((long)length * sizeof(T) + Room);
        Pointer = (T*)NativeMemory.AlignedAlloc(bytes, 64);
        new Random(1).NextBytes(new Span<byte>(Pointer, (int)bytes));
        Length = length;
    }

    public T* Pointer { get; }

    public int Length { get; }

    public Span<T> Span => new(Pointer, Length);

    public void Dispose() => NativeMemory.AlignedFree(Pointer);
}
