using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>A site for what the host does, and programs of the host's that a test holds up.</summary>
internal static class SshHostSite
{
    private static readonly string Path = Environment.GetEnvironmentVariable("PATH")!;

    public static Task<SshDeployment> StartAsync() => SshDeployment.StartAsync(Commands, folder => Entry(folder));

    /// <summary>Lets the host's next commands run another program in the place of one of its own.</summary>
    /// <param name="here">The deployment.</param>
    /// <param name="name">Such as <c>rsync</c>.</param>
    /// <param name="script">What it does; <c>$real</c> is the program itself, <c>$marks</c> a folder for files.</param>
    public static void Replace(SshDeployment here, string name, string script)
    {
        var real = Path.Split(':').Select(folder => System.IO.Path.Combine(folder, name)).First(File.Exists);
        Directory.CreateDirectory(here.Folder["marks"]);
        here.Folder.Script($"tools/{name}", $"real={real} marks={here.Folder["marks"]}\n{script}");
        here.Before = ["env", $"PATH={here.Folder["tools"]}:{Path}"];
    }

    public static Task MarkedAsync(SshDeployment here, string mark, Running running) =>
        Eventually.TrueAsync(() => File.Exists(here.Folder["marks/" + mark]) || running.HasExited, mark);

    public static void Mark(SshDeployment here, string mark) => File.WriteAllText(here.Folder["marks/" + mark], string.Empty);

    public static string IdOf(Running run) => run.Error.Split("calculation ")[1][..36];

    private static string Entry(TempFolder folder) => folder.Script("bin/entry", $$"""
        here={{folder["site-data"]}}
        case $DEJIMA_COMMAND in
          mode) stat -c %a . sub ;;
          give) echo result > out.dat; echo more > more.dat; echo third > third.dat ;;
          hold) echo $$ > "$here/leaf.new"; mv "$here/leaf.new" "$here/leaf"; exec sleep 600 ;;
          slow)
            echo begun >> "$here/starts"
            while [ ! -e "$here/go" ]; do sleep 0.05; done
            echo done > out.dat ;;
          odd) echo good > good.dat; printf x > "$(printf '\203\145.dat')" ;;
          *) exit 64 ;;
        esac
        """);

    private static string Commands(TempFolder folder)
    {
        string Command(string name, string rest) => $"  {name}: {{ run: [{folder.Script($"bin/{name}", $"DEJIMA_COMMAND={name} exec {folder["bin/entry"]}")}]{rest} }}\n";
        return Command("mode", ", inputs: [in.dat, sub/deep.dat]") + Command("give", ", optional-inputs: [in.dat], outputs: [out.dat]")
            + Command("hold", string.Empty) + Command("slow", ", outputs: [out.dat]") + Command("odd", string.Empty);
    }
}
