using System.Security.Cryptography;
using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>The command of the trials and what it must make of its inputs.</summary>
internal static class Work
{
    /// <summary>It counts its starts outside of the workspace, so that a second one would show, and waits until it may go on.</summary>
    public static string Commands(TempFolder folder)
    {
        Directory.CreateDirectory(folder["pids"]);
        Directory.CreateDirectory(folder["go"]);
        var script = folder["bin/work"];
        if (!File.Exists(script))
        {
            folder.Script("bin/work", $"""
                echo "$DEJIMA_CALCULATION" >> {folder["starts"]}
                echo $$ > {folder["pids"]}/$DEJIMA_CALCULATION
                echo started
                while [ ! -e {folder["go"]}/$DEJIMA_CALCULATION ]; do sleep 0.05; done
                cat a.dat b.dat > joined.dat
                cp a.dat copy.dat
                echo ended
                """);
        }

        return $$"""
              work:
                run: [{{script}}]
                inputs: [a.dat, b.dat]
                outputs: [joined.dat, copy.dat]
            """;
    }

    /// <summary>Writes the inputs; the second is too large to be sent with the creation of its upload.</summary>
    public static void WriteInputs(string folder, int seed)
    {
        var random = new Random(seed);
        foreach (var (name, size) in new[] { ("a.dat", random.Next(1, 5000)), ("b.dat", (1 << 20) + random.Next(1, 300_000)) })
        {
            var bytes = new byte[size];
            random.NextBytes(bytes);
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    /// <summary>What is wrong with the results; null when they are right.</summary>
    public static string? Fault(string inputs, string results)
    {
        var (a, b) = (File.ReadAllBytes(Path.Combine(inputs, "a.dat")), File.ReadAllBytes(Path.Combine(inputs, "b.dat")));
        foreach (var (name, expected) in new[] { ("joined.dat", (byte[])[.. a, .. b]), ("copy.dat", a) })
        {
            var path = Path.Combine(results, name);
            if (!File.Exists(path))
                return $"{name} is not there";
            if (!SHA256.HashData(File.ReadAllBytes(path)).SequenceEqual(SHA256.HashData(expected)))
                return $"{name} has other bytes";
        }

        var more = Directory.EnumerateFileSystemEntries(results, "*", SearchOption.AllDirectories).Count() - 2;
        return more == 0 ? null : $"{more} more files in the results' folder";
    }
}
