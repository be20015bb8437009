using Dejima.Testing;

namespace Dejima.Conventions.Packaging;

/// <summary>The packages for the systems that the tests do not run on, built once. What cannot be built or fetched is a failure.</summary>
public sealed class BuiltPackages : IAsyncLifetime
{
    public static readonly string Script = Path.Combine(Programs.Root, "packaging", "build.sh");

    public static readonly string Folder = Path.Combine(Programs.Root, "out", "packages");

    /// <summary>The lock files as they were before, and as they are now.</summary>
    public (IReadOnlyList<string> Before, IReadOnlyList<string> After) Locks { get; private set; }

    public Package Windows { get; private set; } = null!;

    public Package Mac { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Directory.Exists(Folder))
            Directory.EnumerateFiles(Folder).Where(path => path.Contains("-win-x64.") || path.Contains("-osx-arm64.")).ToList().ForEach(File.Delete);

        var before = LockFiles();
        // One is enough when the runtime packs are there; the first time they are fetched.
        using var building = Running.Start(Script, ["win-x64", "osx-arm64"]);
        var built = await building.EndAsync(TimeSpan.FromMinutes(20));
        Assert.True(built.ExitCode == 0, built.ToString());
        Locks = (before, LockFiles());

        Windows = await Package.UnzipAsync(Assert.Single(Directory.GetFiles(Folder, "dejima-*-win-x64.zip")));
        Mac = await Package.UntarAsync(Assert.Single(Directory.GetFiles(Folder, "dejima-*-osx-arm64.tar.gz")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static List<string> LockFiles() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Programs.Root, "src"), "packages.lock.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path}\n{File.ReadAllText(path)}"),
    ];
}
