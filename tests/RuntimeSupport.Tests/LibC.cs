using System.Runtime.InteropServices;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Memory mapping of the C library of Linux.</summary>
static unsafe class LibC
{
#pragma warning disable IDE1006, SYSLIB1054 // The names are those of the C library.
    [DllImport("libc", SetLastError = true)]
    public static extern void* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", SetLastError = true)]
    public static extern int mprotect(void* address, nuint length, int protection);

    [DllImport("libc", SetLastError = true)]
    public static extern int munmap(void* address, nuint length);
#pragma warning restore IDE1006, SYSLIB1054
}
