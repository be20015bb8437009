using Dejima.Testing;

namespace Dejima.Conventions;

/// <summary>Things that must never be written.</summary>
public class SourceTests
{
    [Theory]
    [InlineData("ServerCertificateCustomValidationCallback")]
    [InlineData("RemoteCertificateValidationCallback")]
    [InlineData("DangerousAcceptAnyServerCertificateValidator")]
    public void Nothing_can_switch_certificate_checks_off(string api) => Assert.All(
        Sources.Below("src"), path => Assert.DoesNotContain(api, File.ReadAllText(path), StringComparison.Ordinal));

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/bash")]
    [InlineData("cmd.exe")]
    [InlineData("UseShellExecute = true")]
    public void No_shell_is_started(string shell) => Assert.All(
        Sources.Below("src"), path => Assert.DoesNotContain($"\"{shell}\"", File.ReadAllText(path), StringComparison.Ordinal));

    [Fact]
    public void Every_path_the_README_names_exists()
    {
        foreach (var name in new[] { "README.md", "README.ja.md" })
        {
            var links = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(Programs.Root, name)), @"\]\(([^)#]+)\)")
                .Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal));
            Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Programs.Root, link)), $"{name} names {link}"));
        }
    }
}
