using Dejima.Testing;

namespace Dejima.FaultInjection.ClockTests;

/// <summary>A clock for one program, which can be set (libfaketime); what passes by it stays as it is.</summary>
internal sealed class SetClock(TempFolder folder)
{
    private readonly string _file = folder.Write("clock", "+0");

    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .FirstOrDefault()
        : null;

    /// <summary>The variables with which a program is to be started.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["NO_FAKE_STAT"] = "1",
    };

    /// <summary>Sets it to so many hours from the true time.</summary>
    public void Set(int hours)
    {
        File.WriteAllText(_file + ".new", FormattableString.Invariant($"{hours:+0;-0}h\n"));
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
