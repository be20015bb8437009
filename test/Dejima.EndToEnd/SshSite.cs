using System.Globalization;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>A site over SSH with one script that both kinds of site run: it goes by the command's name.</summary>
internal static class SshSite
{
    public static void Needed() => Assert.SkipWhen((SshServer.Missing ?? SshAccount.Missing) is not null, SshServer.Missing ?? SshAccount.Missing ?? string.Empty);

    public static Task<SshDeployment> StartAsync(SshServerOptions? options = null, string commands = "", Func<TempFolder, string>? policy = null) =>
        SshDeployment.StartAsync(folder => Commands(folder) + commands, folder => Entry(folder), options, policy);

    /// <summary>Whether the process whose id is in a file lives.</summary>
    public static bool Lives(string file) => File.Exists(file)
        && Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{File.ReadAllText(file).Trim()}"));

    private static string Entry(TempFolder folder) => folder.Script("bin/entry", $$"""
        here={{folder["site-data"]}}
        case $DEJIMA_COMMAND in
          concat)
            cat 'in a.dat' sub/b.dat > all.dat
            echo "$DEJIMA_PARAM_WORD" >> all.dat
            mkdir extra; echo 'not declared' > extra/more.txt
            echo 'to stdout'; echo 'to stderr' >&2 ;;
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
          echo) cp ./* "$here" 2>/dev/null; [ ! -d data ] || find data -type f | wc -l ;;
          noise) head -c 5000000 /dev/urandom | tee copy.bin ;;
          names) printf x > "$(printf 'new\nline')"; printf x > "quote'\"s"; printf x > '日本 語'; ln -s /etc/passwd outward; ln -s ../../../../etc/shadow climbing; ln -s '日本 語' inward; mkfifo pipe ;;
          *) exit 64 ;;
        esac
        """);

    private static string Commands(TempFolder folder)
    {
        string Command(string name, string rest = "") => $"  {name}: {{ run: [{Gated(folder, name)}]{rest} }}\n";
        return Command("concat", ", parameters: { word: { type: text } }, inputs: [in a.dat, sub/b.dat], outputs: [all.dat]")
            + Command("fail") + Command("slow", ", outputs: [out.dat]") + Command("tree") + Command("noise", ", outputs: [copy.bin]") + Command("names");
    }

    private static string Gated(TempFolder folder, string name) =>
        folder.Script($"bin/{name}", $"DEJIMA_COMMAND={name} exec {folder["bin/entry"]}");
}
