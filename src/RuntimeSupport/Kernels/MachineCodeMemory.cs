// Needs:
#nullable enable
using System;
using System.IO.MemoryMappedFiles;

namespace QMlp.Runtime;

/// <summary>
/// Memory of this process that holds machine code. It is never writable and executable at once: the bytes are written through one view,
/// which is closed, and are run through another, which cannot be written. Only the base library is used, no function of the system.
/// </summary>
static unsafe partial class MachineCodeMemory
{
    /// <summary>
    /// Maps <paramref name="code"/> for the rest of the process's life. Gives the address of its first byte, or 0 where the system does
    /// not allow it (SELinux execmem, systemd MemoryDenyWriteExecute, Windows arbitrary code guard, a platform without mapped files).
    /// </summary>
    public static nint Map(ReadOnlySpan<byte> code)
    {
        try
        {
            // Neither the file nor the view is disposed: nothing ever unmaps code that another thread may be running.
            var file = MemoryMappedFile.CreateNew(null, code.Length, MemoryMappedFileAccess.ReadWriteExecute);
            using (var writable = file.CreateViewStream(0, code.Length, MemoryMappedFileAccess.ReadWrite))
            {
                writable.Write(code);
            }

            var executable = file.CreateViewAccessor(0, code.Length, MemoryMappedFileAccess.ReadExecute);
            byte* address = null;
            executable.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
            return code.SequenceEqual(new ReadOnlySpan<byte>(address, code.Length)) ? (nint)address : 0;
        }
        catch (Exception)
        {
            // Every system refuses in its own way, and whatever the reason, the answer is the same: do without.
            return 0;
        }
    }
}
