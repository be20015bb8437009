using System.Text.Json;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Languages;

namespace Dejima.Contracts.Tests;

public class WireTests
{
    private const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Requests_are_camel_case_and_come_back_equal()
    {
        var request = new CalculationRequest
        {
            Site = "s", Command = "c", Inputs = [new DeclaredFile("応力.dat", 0, Digest)], Outputs = ["o"], TimeoutSeconds = 1.5,
        };
        var json = JsonSerializer.Serialize(request, ContractsJson.Default.CalculationRequest);
        Assert.Contains("\"timeoutSeconds\":1.5", json, StringComparison.Ordinal);
        var back = JsonSerializer.Deserialize(json, ContractsJson.Default.CalculationRequest)!;
        Assert.Equal(request.Inputs, back.Inputs);
    }

    [Theory]
    [InlineData("""{"command":"c"}""")]
    [InlineData("""{"site":"s","command":null}""")]
    [InlineData("""{"site":"s","site":"t","command":"c"}""")]
    [InlineData("""{"site":"s","command":"c","inputs":[{"name":"a","sha256":"b"}]}""")]
    [InlineData("""{"site":"s","command":"c","inputs":[{"name":"a","size":"1","sha256":"b"}]}""")]
    public void Requests_that_lack_or_repeat_members_are_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJson.Default.CalculationRequest));

    [Fact]
    public void Digest_headers_come_back_equal()
    {
        Assert.Equal(Digest, ReprDigest.Parse(ReprDigest.Format(Digest)));
        Assert.Equal(Digest, ReprDigest.Parse("md5=:AAAA:, " + ReprDigest.Format(Digest)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha-256=:")]
    [InlineData("sha-256=::")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:!!!!:")]
    public void Malformed_digest_headers_are_none(string? header) => Assert.Null(ReprDigest.Parse(header));

    [Fact]
    public void Names_are_escaped_part_by_part() =>
        Assert.EndsWith("/outputs/a%20b/%E5%BF%9C.dat", Routes.Output(Guid.Empty, "a b/応.dat"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ja", null, true)]
    [InlineData("en", "ja_JP.UTF-8", false)]
    [InlineData(null, "ja_JP.UTF-8", true)]
    [InlineData(null, "C", false)]
    [InlineData(null, null, false)]
    public void The_language_is_DEJIMA_LANG_or_the_locale(string? chosen, string? locale, bool japanese) => Assert.Equal(
        japanese,
        Language.Detect(name => name switch { "DEJIMA_LANG" => chosen, "LANG" => locale, _ => null }));
}
