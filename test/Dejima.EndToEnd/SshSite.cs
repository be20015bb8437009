using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>A site over SSH with one script that both kinds of site run: it goes by the command's name.</summary>
internal static class SshSite
{
    public static void Needed() => Assert.SkipWhen((SshServer.Missing ?? SshAccount.Missing) is not null, SshServer.Missing ?? SshAccount.Missing ?? string.Empty);

    public static Task<SshDeployment> StartAsync(SshServerOptions? options = null, IEnumerable<string>? manyInputs = null, Func<TempFolder, string>? policy = null) =>
        SshDeployment.StartAsync(folder => Commands(folder, manyInputs ?? []), folder => Entry(folder), options, policy);

    /// <summary>Whether the process whose id is in a file lives.</summary>
    public static bool Lives(string file) => File.Exists(file)
        && Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{File.ReadAllText(file).Trim()}"));

    public static void WriteRandom(string path, long size)
    {
        var block = new byte[1 << 20];
        using var file = File.Create(path);
        for (long written = 0; written < size; written += block.Length)
        {
            Random.Shared.NextBytes(block);
            file.Write(block);
        }
    }

    public static bool SameBytes(string one, string other)
    {
        using var first = File.OpenRead(one);
        using var second = File.OpenRead(other);
        return SHA256.HashData(first).AsSpan().SequenceEqual(SHA256.HashData(second));
    }

    /// <summary>kill -9 of what looks after the commands of a deployment.</summary>
    public static void KillSupervisors(SshDeployment here, string site)
    {
        var marks = Directory.GetDirectories(here.Folder["state.gate"]).Concat(Directory.GetDirectories(here.Workspaces, "*.dejima")).ToList();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                continue;
            var line = Read(entry, "cmdline").Split('\0');
            var supervises = site == SshDeployment.Gated
                ? line.Length > 1 && line[1] == "supervise" && (marks.Exists(line.Contains) || Holds(entry, marks))
                : line.Contains("dejima-runner") && line.Any(word => marks.Contains(word));
            if (supervises)
                Process.GetProcessById(pid).Kill();
        }
    }

    // A supervisor that waited was told its folder later; it holds that folder's lock open.
    private static bool Holds(string entry, List<string> folders)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(entry, "fd")).Select(file => new FileInfo(file).LinkTarget)
                .Any(target => target is not null && folders.Exists(folder => target.StartsWith(folder + "/", StringComparison.Ordinal)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Read(string entry, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(entry, name));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string Entry(TempFolder folder) => folder.Script("bin/entry", $$"""
        here={{folder["site-data"]}}
        case $DEJIMA_COMMAND in
          concat)
            cat 'in a.dat' sub/b.dat > all.dat
            echo "$DEJIMA_PARAM_WORD" >> all.dat
            mkdir extra; echo 'not declared' > extra/more.txt
            echo 'to stdout'; echo 'to stderr' >&2 ;;
          killed) echo why > solver.log; kill -9 $$ ;;
          fail) echo why > solver.log; exit 7 ;;
          slow)
            echo begun; echo begun >> "$here/starts"
            while [ ! -e "$here/go" ]; do sleep 0.05; done
            echo done > out.dat ;;
          tree)
            setsid sh -c "echo \$\$ > $here/leaf; sleep 600" &
            sleep 600 &
            while [ ! -s "$here/leaf" ]; do sleep 0.05; done
            echo grown; wait ;;
          show) cat there.txt ;;
          count) seq 300000 ;;
          many | echo) [ ! -d data ] || find data -type f | wc -l ;;
          steal) read -r secret < "$here/secret"; cp "$secret" copy.inp; ln -s "$secret" linked.inp; ln "$secret" hard.inp 2>/dev/null || cp "$secret" hard.inp; echo fine > fine.txt ;;
          sjis)
            read -r secret < "$here/secret"
            cp "$secret" "$(printf '\212\356.inp')"
            mkdir "$(printf '\203t')" && cp "$secret" "$(printf '\203t')/model.inp"
            echo fine > fine.txt ;;
          large) head -c 419430400 /dev/urandom > large.bin ;;
          noise) head -c 5000000 /dev/urandom | tee copy.bin ;;
          names) printf x > "$(printf 'new\nline')"; printf x > "quote'\"s"; printf x > '日本 語'; ln -s /etc/passwd outward; ln -s ../../../../etc/shadow climbing; ln -s '日本 語' inward; mkfifo pipe
            mkdir -p real/deep; printf x > real/deep/file; ln -s real/deep folder; ln -s . around; ln -s / root ;;
          *) exit 64 ;;
        esac
        """);

    private static string Commands(TempFolder folder, IEnumerable<string> many)
    {
        string Command(string name, string rest = "") => $"  {name}: {{ run: [{Gated(folder, name)}]{rest} }}\n";
        return Command("concat", ", parameters: { word: { type: text } }, inputs: [in a.dat, sub/b.dat], outputs: [all.dat]")
            + Command("many", $", optional-inputs: [{string.Join(", ", many)}]") + Command("killed") + Command("count")
            + Command("fail") + Command("slow", ", outputs: [out.dat]") + Command("tree") + Command("large") + Command("steal") + Command("sjis") + Command("echo", ", optional-inputs: [big.bin, in.dat]") + Command("noise", ", outputs: [copy.bin]") + Command("names");
    }

    private static string Gated(TempFolder folder, string name) =>
        folder.Script($"bin/{name}", $"DEJIMA_COMMAND={name} exec {folder["bin/entry"]}");
}
