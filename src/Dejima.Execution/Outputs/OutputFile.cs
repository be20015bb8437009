using System.Security.Cryptography;
using Dejima.Contracts.Calculations;
using Dejima.Core.Transfers;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Execution.Outputs;

/// <summary>
/// Opens one output. A link would let a command send what lies outside of its workspace - by mistake or by design - so an
/// output is a plain file with one name, reached through plain folders. Everything is asked of the open file, not of its
/// name, which could stand for another file a moment later.
/// </summary>
internal static class OutputFile
{
    /// <returns>Null when there is none of that name.</returns>
    /// <exception cref="WithheldException">There is something else.</exception>
    public static async Task<FoundOutput?> OpenAsync(Workspace workspace, string name, CancellationToken cancellationToken)
    {
        var path = workspace.PathOf(name);
        // Asked of the name first, because opening a pipe would wait for a writer.
        if (FileFacts.Of(path) is not { } named)
            return null;
        if (!named.IsRegular)
            throw new WithheldException(name, named.IsLink ? OutputFault.SymbolicLink : OutputFault.NotRegular, path);
        var handle = Open(name, path);
        try
        {
            // There may be links on the way to the folder of workspaces; only what is below belongs to the command.
            var above = Path.GetDirectoryName(workspace.Folder)!;
            var real = OpenFile.RealPath(handle);
            if (real != Path.Combine(OpenFile.RealFolder(above), Path.GetRelativePath(above, path)))
                throw new WithheldException(name, OutputFault.SymbolicLink, real ?? path);
            return new FoundOutput(await DeclareAsync(name, path, handle, cancellationToken).ConfigureAwait(false), OpenFile.Again(handle, path), handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static async Task<DeclaredFile> DeclareAsync(
        string name, string path, SafeFileHandle handle, CancellationToken cancellationToken)
    {
        var before = FileFacts.Of(handle);
        if (before?.Names > 1)
            throw new WithheldException(name, OutputFault.HardLink, path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // The stream must not close the handle, which lives on in the result.
        var stream = new FileStream(new SafeFileHandle(handle.DangerousGetHandle(), ownsHandle: false), FileAccess.Read, 0);
        await using var _ = stream.ConfigureAwait(false);
        var size = await HashedCopy.RunAsync(stream, null, hash, null, cancellationToken).ConfigureAwait(false);
        if (before is null || FileFacts.Of(handle) != before || size != (long)before.Size)
            throw new WithheldException(name, OutputFault.Changed, path);
        return new DeclaredFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static SafeFileHandle Open(string name, string path)
    {
        try
        {
            return File.OpenHandle(path, share: OpenFile.Sharing, options: FileOptions.SequentialScan);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WithheldException(name, OutputFault.Unreadable, path);
        }
    }
}
