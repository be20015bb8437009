using System.Xml.Linq;
using Dejima.Testing;

namespace Dejima.Conventions;

/// <summary>Dependencies point up the list of design.md; Agent, Ssh, Workflows and Broker never reference one another.</summary>
public class DependencyTests
{
    private static readonly string[] Order =
        ["Contracts", "Platform", "Core", "Execution", "Client", "Agent", "Ssh", "Workflows", "Broker", "Cli"];

    private static readonly string[] Apart = ["Agent", "Ssh", "Workflows", "Broker"];

    public static TheoryData<string> Projects() => new(Directory
        .EnumerateFiles(Path.Combine(Programs.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path)["Dejima.".Length..]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_up_the_list(string project)
    {
        Assert.Contains(project, Order);
        foreach (var reference in References(project))
        {
            Assert.True(Array.IndexOf(Order, reference) < Array.IndexOf(Order, project), $"{project} references {reference}");
            Assert.False(Apart.Contains(project) && Apart.Contains(reference), $"{project} references {reference}");
        }
    }

    [Fact]
    public void Contracts_depend_on_nothing() => Assert.DoesNotContain("Reference", Text("Contracts"), StringComparison.Ordinal);

    [Theory]
    [InlineData("System.Net")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("File.")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Now")]
    public void Core_has_no_network_process_disk_or_clock(string use) => Assert.All(
        Sources.Below("src/Dejima.Core"),
        path => Assert.DoesNotContain(use, Code(path), StringComparison.Ordinal));

    [Fact]
    public void Nothing_reads_the_clock_but_through_TimeProvider() => Assert.All(
        Sources.Below("src"),
        path => Assert.False(
            Code(path).Contains("DateTimeOffset.UtcNow", StringComparison.Ordinal) || Code(path).Contains("DateTime.UtcNow", StringComparison.Ordinal),
            path));

    private static string Code(string path) =>
        string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static IEnumerable<string> References(string project) => XDocument.Parse(Text(project))
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["Dejima.".Length..]);

    private static string Text(string project) =>
        File.ReadAllText(Path.Combine(Programs.Root, "src", $"Dejima.{project}", $"Dejima.{project}.csproj"));
}
