using CsCheck;
using Dejima.Core.Documents;

namespace Dejima.Core.Tests.Documents;

public class DocumentTests
{
    [Fact]
    public void Every_error_is_told_with_its_line()
    {
        var errors = new DocumentErrors("x.yaml");
        var top = Document.Parse("name: a\ncount: many\nlong: 5 parsecs\nnested:\n  yes: 1\nsurplus: 1\n", errors)!;
        top.RequiredText("name");
        top.Integer("count", 1, 9);
        top.Duration("long");
        top.Child("nested")!.RejectUnknown();
        top.RequiredText("absent");
        top.RejectUnknown();
        Assert.Equal(
            [(1, "absent"), (2, "count"), (3, "long"), (5, "nested.yes"), (6, "surplus")],
            errors.Found.Select(error => (error.Line, error.Key)));
        Assert.Contains("name", errors.Found[^1].Message, StringComparison.Ordinal);
        Assert.Throws<DocumentException>(errors.ThrowIfAny);
    }

    [Theory]
    [InlineData("a: [1")]
    [InlineData("a: 1\na: 2")]
    [InlineData("- 1")]
    [InlineData("")]
    [InlineData("a: &x 1\nb: *x")]
    [InlineData("a: !!binary aGk=")]
    [InlineData("--- {a: 1}\n--- {b: 2}")]
    [InlineData("\t: x")]
    public void Text_that_is_no_plain_mapping_is_an_error(string text)
    {
        var errors = new DocumentErrors("x.yaml");
        Assert.Null(Document.Parse(text, errors));
        Assert.Single(errors.Found);
    }

    [Fact]
    public void Deep_nesting_and_large_files_are_errors()
    {
        var errors = new DocumentErrors("x.yaml");
        Assert.Null(Document.Parse($"a: {new string('[', 5000)}", errors));
        Assert.Null(Document.Parse("a: " + new string('x', 2 << 20), errors));
        Assert.Equal(2, errors.Found.Count);
    }

    [Fact]
    public void Quoted_keys_are_the_same_keys()
    {
        var top = Document.Parse("\"a b\": 1\n'c': 2\n", new DocumentErrors("x.yaml"))!;
        Assert.Equal(("1", "2"), (top.Text("a b"), top.Text("c")));
    }

    [Fact]
    public void No_text_makes_the_reader_fail_otherwise() => Gen.String.Sample(text =>
    {
        var errors = new DocumentErrors("x.yaml");
        if (Document.Parse(text, errors) is null)
            Assert.NotEmpty(errors.Found);
    });

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("250ms", 0.25)]
    [InlineData("7d", 604800)]
    public void Times(string text, double seconds)
    {
        Assert.True(Measure.TryDuration(text, out var time));
        Assert.Equal(seconds, time.TotalSeconds);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("500", 500)]
    [InlineData("64KiB", 65536)]
    [InlineData("1.5GiB", 1610612736)]
    public void Sizes(string text, long bytes)
    {
        Assert.True(Measure.TrySize(text, out var size));
        Assert.Equal(bytes, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("0s")]
    [InlineData("5")]
    [InlineData("1e9d")]
    public void No_times(string text) => Assert.False(Measure.TryDuration(text, out _));
}
