namespace Dejima.Testing;

/// <summary>The programs as they are shipped: what <c>./build.sh</c> put into <c>out/</c>.</summary>
public static class Programs
{
    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The native <c>dejima</c>.</summary>
    public static string Dejima => Built("dejima");

    /// <summary>The broker.</summary>
    public static string Broker => Built("dejima-broker");

    /// <summary>The sample, ready to run.</summary>
    public static string Sample => Path.Combine(Root, "out", "samples", "notched-plate-fatigue");

    private static string Built(string name)
    {
        var path = Path.Combine(Root, "out", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: run ./build.sh first");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Dejima.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("not within the repository");
        return folder;
    }
}
