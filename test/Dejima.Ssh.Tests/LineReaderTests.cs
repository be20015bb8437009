using CsCheck;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Tests;

/// <summary>Lines and raw bytes come out as they went in, however the network cut them up.</summary>
public class LineReaderTests
{
    [Fact]
    public void Any_cut_gives_the_same_lines_and_bytes() => Gen.Select(
            Gen.Byte.Where(value => value != '\n').Array[0, 60].Array[1, 12], Gen.Byte.Array[0, 80], Gen.Int[1, 17])
        .Sample(async (lines, raw, chunk) =>
        {
            byte[] wire = [.. lines.SelectMany(line => line.Append((byte)'\n')), .. raw, (byte)'\n'];
            var reader = new LineReader(new Slow(wire, chunk), 100);
            foreach (var line in lines)
                AssertSame(line, await reader.ReadLineAsync(default));
            AssertSame(raw, await reader.ReadBytesAsync(raw.Length, default));
            Assert.Empty(await reader.ReadLineAsync(default) ?? [1]);
            Assert.Null(await reader.ReadLineAsync(default));
        });

    [Fact]
    public async Task A_line_without_end_is_not_kept_in_memory()
    {
        var reader = new LineReader(new Slow(new byte[100_000], 1000), 5000);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bytes_that_never_come_are_an_error()
    {
        var reader = new LineReader(new Slow([1, 2, 3], 1), 10);
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await reader.ReadBytesAsync(4, TestContext.Current.CancellationToken));
    }

    private static void AssertSame(byte[] expected, byte[]? actual) => Assert.Equal(expected, actual!);

    // Gives at most so many bytes at once.
    private sealed class Slow(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
