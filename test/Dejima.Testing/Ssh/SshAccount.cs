using System.Diagnostics;

namespace Dejima.Testing.Ssh;

/// <summary>An account to log in to: a clean home and a login shell of the test's choice.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Home">Its home folder.</param>
public sealed record SshAccount(string Name, string Home)
{
    private const string Homes = "/var/tmp/dejima-test-homes";

    private static readonly Lock Making = new();

    /// <summary>Why no accounts can be made here; null when they can. Tests that need them are skipped with these words.</summary>
    public static string? Missing =>
        !Environment.IsPrivilegedProcess ? "test accounts can only be made by root"
        : !File.Exists("/usr/sbin/useradd") ? "test accounts need useradd"
        : !File.Exists("/usr/bin/flock") ? "test accounts need flock"
        : null;

    /// <summary>Where a shell is; null when this computer has none of that name.</summary>
    public static string? ShellPath(string shell) =>
        new[] { "/bin/", "/usr/bin/" }.Select(folder => folder + shell).FirstOrDefault(File.Exists);

    /// <summary>
    /// The account <c>dejima-test-SHELL</c>; made when there is none, which several test processes may do at once.
    /// </summary>
    /// <param name="shell">sh, bash, dash, tcsh or fish.</param>
    public static SshAccount With(string shell)
    {
        var name = $"dejima-test-{shell}";
        var path = ShellPath(shell) ?? throw new InvalidOperationException($"{shell} is not installed");
        var account = new SshAccount(name, $"{Homes}/{name}");
        lock (Making)
        {
            if (!Directory.Exists(account.Home) || !Exists(name))
                Make(account, path);
        }

        return account;
    }

    // '*' instead of a password: no password fits, and yet the account is not locked, so that keys are let in.
    private static void Make(SshAccount account, string shell)
    {
        Directory.CreateDirectory(Homes);
        Run("/usr/bin/flock", $"{Homes}/lock", "sh", "-c",
            """
            id -u "$1" >/dev/null 2>&1 || useradd --password '*' --home-dir "$2" --no-create-home --shell "$3" "$1"
            mkdir -p "$2" && chown "$1": "$2" && chmod 755 "$2"
            """,
            "sh", account.Name, account.Home, shell);
    }

    private static bool Exists(string name) =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
    }
}
