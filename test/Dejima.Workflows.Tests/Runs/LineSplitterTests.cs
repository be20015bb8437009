using System.Text;
using CsCheck;
using Dejima.Workflows.Runs.Programs;

namespace Dejima.Workflows.Tests.Runs;

public sealed class LineSplitterTests
{
    private static readonly string[] Parts = ["a", "降伏", "😀", "\n", "\r\n", ""];

    [Fact]
    public void Lines_do_not_depend_on_how_the_bytes_come() =>
        Gen.Select(Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 30], Gen.Int[1, 7]).Sample((parts, size) =>
        {
            var text = string.Concat(parts);
            Assert.Equal(Split(text, int.MaxValue), Split(text, size));
            Assert.Equal(Expected(text), Split(text, size));
        });

    [Fact]
    public void A_line_without_end_comes_in_pieces()
    {
        var lines = Split(new string('x', LineSplitter.MaxLength * 2 + 1), 1000);
        Assert.Equal([LineSplitter.MaxLength, LineSplitter.MaxLength, 1], lines.Select(line => line.Length));
    }

    [Fact]
    public void A_pair_of_surrogates_stays_together()
    {
        var lines = Split(new string('x', LineSplitter.MaxLength - 1) + "😀x", 1000);
        Assert.Equal(["😀", "x"], [lines[0][^2..], lines[1]]);
    }

    [Fact]
    public void What_is_not_text_does_not_end_the_reading()
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(lines.Add);
        splitter.Add([(byte)'a', 0xff, (byte)'\n', 0xe9, 0x99]);
        splitter.End();
        Assert.Equal(["a\uFFFD", "\uFFFD"], lines);
    }

    private static List<string> Expected(string text)
    {
        var lines = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).ToList();
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static List<string> Split(string text, int size)
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(lines.Add);
        foreach (var chunk in Encoding.UTF8.GetBytes(text).Chunk(size))
            splitter.Add(chunk);
        splitter.End();
        return lines;
    }
}
