using System.Net;
using Dejima.Broker.Configuration;
using Dejima.Broker.Hosting;
using Dejima.Core.Documents;

namespace Dejima.Broker.Tests;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dejima-config-").FullName;

    [Fact]
    public void Every_error_is_listed_with_line_and_key()
    {
        var errors = Errors("""
            listen: 127.0.0.1
            certificate: { file: absent.pem, surprise: 1 }
            sites:
              "bad site!":
                commands: [ok, "rm -rf"]
              good:
                comands: [x]
                users: {a: b}
            limits:
              file-size: many
              files: 0
              lease: soon
            colour: red
            """, forServing: true);
        (int Line, string Key)[] expected =
        [
            (1, "data"), (1, "listen"), (2, "certificate.key-file"), (2, "certificate.surprise"), (5, "sites.bad site!"),
            (5, "sites.bad site!.commands"), (7, "sites.good.comands"), (8, "sites.good.users"), (10, "limits.file-size"),
            (11, "limits.files"), (12, "limits.lease"), (13, "colour"),
        ];
        Assert.Equal(expected.Order(), errors.Select(error => (error.Line, error.Key)).Order());
        Assert.Contains("commands, users", errors.Single(error => error.Key.EndsWith("comands", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:50443", "127.0.0.1:50443")]
    [InlineData("0.0.0.0:1", "0.0.0.0:1")]
    [InlineData("[::1]:0", "[::1]:0")]
    [InlineData("*:8443", "[::]:8443")]
    public void An_address_is_read(string text, string expected)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(IPEndPoint.Parse(expected), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1")]
    [InlineData("localhost:1")]
    public void What_is_no_address_is_not(string text) => Assert.False(ListenAddress.TryParse(text, out _));

    [Fact]
    public void Limits_that_are_not_said_are_the_usual_ones_and_paths_are_relative_to_the_file()
    {
        var configuration = ConfigurationFile.Read(Write("""
            listen: "*:1"
            certificate: { file: c.pem, key-file: /k.pem }
            data: ../d
            limits: { files: 5, lease: 90s, log-size: 2KiB }
            """), forServing: false);
        Assert.Equal(new TransferLimits { Files = 5, LogSize = 2048 }, configuration.Transfers);
        Assert.Equal(new Core.Calculations.Limits { Lease = TimeSpan.FromSeconds(90) }, configuration.Times);
        Assert.Equal(
            (Path.Combine(_folder, "c.pem"), "/k.pem", Path.Combine(Path.GetDirectoryName(_folder)!, "d")),
            (configuration.CertificateFile, configuration.KeyFile, configuration.DataFolder));
        Assert.Empty(configuration.Sites);
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_is_an_error_of_its_key()
    {
        var (one, other) = (PrivateCertificates.Make(["a"], DateTimeOffset.UtcNow), PrivateCertificates.Make(["a"], DateTimeOffset.UtcNow));
        File.WriteAllText(Path.Combine(_folder, "one.pem"), one.Certificate);
        File.WriteAllText(Path.Combine(_folder, "one.key"), one.Key);
        File.WriteAllText(Path.Combine(_folder, "other.key"), other.Key);
        File.WriteAllText(Path.Combine(_folder, "text"), "text");
        Assert.Empty(With("one.pem", "one.key"));
        Assert.Equal("certificate.file", Assert.Single(With("one.pem", "other.key")).Key);
        Assert.Equal("certificate.file", Assert.Single(With("absent", "one.key")).Key);
        Assert.Equal("certificate.key-file", Assert.Single(With("one.pem", "absent")).Key);
        Assert.Equal("certificate.file", Assert.Single(With("text", "one.key")).Key);

        IReadOnlyList<DocumentError> With(string file, string key) => Errors(
            $"listen: 127.0.0.1:0\ndata: d\ncertificate: {{ file: {file}, key-file: {key} }}", forServing: true);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_too() => Assert.Single(
        Assert.Throws<DocumentException>(() => ConfigurationFile.Read(Path.Combine(_folder, "absent"), false)).Errors);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IReadOnlyList<DocumentError> Errors(string text, bool forServing)
    {
        try
        {
            ConfigurationFile.Read(Write(text), forServing);
            return [];
        }
        catch (DocumentException invalid)
        {
            return invalid.Errors;
        }
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "broker.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
