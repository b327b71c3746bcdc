// Needs:
#nullable enable
namespace QMlp.Runtime;

using System;
using System.IO.MemoryMappedFiles;

/// <summary>
/// Memory of this process that holds machine code. It is never writable and executable at once: the bytes are written through one view,
/// which is closed, and are run through another, which cannot be written; with the file closed as well, no view of them can be made again.
/// Only the base library is used, no function of the system.
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
            using var file = MemoryMappedFile.CreateNew(null, code.Length, MemoryMappedFileAccess.ReadWriteExecute);
            using (var writable = file.CreateViewAccessor(0, code.Length, MemoryMappedFileAccess.ReadWrite))
            {
                byte* target = null;
                writable.SafeMemoryMappedViewHandle.AcquirePointer(ref target);
                code.CopyTo(new Span<byte>(target, code.Length));
                writable.SafeMemoryMappedViewHandle.ReleasePointer();
            }

            // The pointer is never released, so the view outlives its accessor and the closed file: nothing unmaps code that may be running.
            byte* address = null;
            file.CreateViewAccessor(0, code.Length, MemoryMappedFileAccess.ReadExecute).SafeMemoryMappedViewHandle.AcquirePointer(ref address);
            return code.SequenceEqual(new ReadOnlySpan<byte>(address, code.Length)) ? (nint)address : 0;
        }
        catch (Exception)
        {
            // Every system refuses in its own way, and whatever the reason, the answer is the same: do without.
            return 0;
        }
    }
}
