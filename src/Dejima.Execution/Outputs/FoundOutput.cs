using Dejima.Contracts.Calculations;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Execution.Outputs;

/// <summary>An output that may be sent. It stays open, so that what is sent is the very file that was checked.</summary>
/// <param name="File">Its name, size and digest.</param>
/// <param name="Path">Opens the checked file, whatever its name in the workspace stands for by then.</param>
/// <param name="Handle">The open file.</param>
public sealed record FoundOutput(DeclaredFile File, string Path, SafeFileHandle Handle) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();
}
