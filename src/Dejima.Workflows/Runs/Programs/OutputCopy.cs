namespace Dejima.Workflows.Runs.Programs;

/// <summary>Copies one of a program's streams to a file and gives its lines away while they come.</summary>
internal static class OutputCopy
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>Goes on to the stream's end.</summary>
    /// <param name="from">The program's stream.</param>
    /// <param name="to">The file to write.</param>
    /// <param name="line">Is given each line.</param>
    /// <param name="cancellationToken">Gives up on a stream that somebody keeps open.</param>
    /// <exception cref="IOException">
    /// The file could not be written. The stream was read to its end nevertheless.
    /// </exception>
    public static async Task RunAsync(
        Stream from, FileStream to, Action<string> line, CancellationToken cancellationToken)
    {
        var lines = new LineSplitter(line);
        var buffer = new byte[BufferBytes];
        IOException? fault = null;
        try
        {
            int length;
            while ((length = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                // A full disk must not leave the program waiting for somebody to read.
                fault ??= Write(to, buffer.AsSpan(0, length));
                lines.Add(buffer.AsSpan(0, length));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What came until now is kept.
        }

        lines.End();
        if (fault is not null)
            throw fault;
    }

    private static IOException? Write(FileStream to, ReadOnlySpan<byte> bytes)
    {
        try
        {
            to.Write(bytes);
            return null;
        }
        catch (IOException fault)
        {
            return fault;
        }
    }
}
