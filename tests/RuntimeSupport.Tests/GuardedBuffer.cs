using System.Runtime.InteropServices;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>
/// Memory between two pages that cannot be touched, so that any access outside ends the process. The values end right before the
/// page behind them (Place.End) or begin right behind the page before them (Place.Begin); the other side is filled with a pattern
/// that is checked on disposal. Where there is no mmap, both sides are patterns.
/// </summary>
sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const byte Canary = 0xA5;
    private static readonly nuint Page = (nuint)Environment.SystemPageSize;

    private readonly byte* _base;
    private readonly nuint _total;
    private readonly byte* _begin;
    private readonly byte* _end;

    /// <param name="length">Values.</param>
    /// <param name="place">Which side touches a guard page.</param>
    /// <param name="slack">Bytes behind the values that may be read; they hold the pattern and must keep it.</param>
    public GuardedBuffer(int length, Place place = Place.End, int slack = 0)
    {
        Length = length;
        var bytes = (nuint)length * (nuint)sizeof(T) + (nuint)slack;
        var inner = (bytes + Page - 1) / Page * Page;
        inner = inner == 0 ? Page : inner;
        _total = inner + 2 * Page;
        _base = OperatingSystem.IsLinux() ? MapGuarded(inner) : (byte*)NativeMemory.AlignedAlloc(_total, Page);
        _begin = _base + Page;
        _end = _begin + inner;
        new Span<byte>(_begin, (int)inner).Fill(Canary);
        Pointer = (T*)(place == Place.End ? _end - bytes : _begin);
    }

    public T* Pointer { get; }

    public int Length { get; }

    public Span<T> Span => new(Pointer, Length);

    public void Dispose()
    {
        var before = new ReadOnlySpan<byte>(_begin, (int)((byte*)Pointer - _begin));
        var behind = new ReadOnlySpan<byte>(Pointer + Length, (int)(_end - (byte*)(Pointer + Length)));
        var intact = before.IndexOfAnyExcept(Canary) < 0 && behind.IndexOfAnyExcept(Canary) < 0;
        if (OperatingSystem.IsLinux())
        {
            _ = LibC.munmap(_base, _total);
        }
        else
        {
            NativeMemory.AlignedFree(_base);
        }

        Assert.True(intact, "memory outside the buffer was written");
    }

    private byte* MapGuarded(nuint inner)
    {
        const int ReadWrite = 3;
        const int PrivateAnonymous = 0x22;
        var memory = (byte*)LibC.mmap(null, _total, 0, PrivateAnonymous, -1, 0);
        Assert.True((nint)memory != -1, "mmap failed");
        Assert.Equal(0, LibC.mprotect(memory + Page, inner, ReadWrite));
        return memory;
    }
}

/// <summary>Which side of a <see cref="GuardedBuffer{T}"/> touches a guard page.</summary>
enum Place
{
    Begin,
    End,
}
