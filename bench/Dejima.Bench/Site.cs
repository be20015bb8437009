using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>The commands that are measured. They do next to nothing, so that what is measured is ours.</summary>
internal static class Site
{
    public static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = ["nothing", "stamp", "hand-back", "count"],
        Commands = $"""
              nothing:
                run: [/bin/cp, a.dat, out.dat]
                inputs: [a.dat, b.dat, c.dat]
                outputs: [out.dat]
              count:
                run: [/bin/true]
                inputs: [{string.Join(", ", SmallFiles.Names)}]
              stamp:
                run: [{folder.Script("bin/stamp", "date +%s%N > stamp.txt")}]
                outputs: [stamp.txt]
              hand-back:
                run: [/bin/mv, in.bin, out.bin]
                inputs: [in.bin]
                outputs: [out.bin]
            """,
    };
}
