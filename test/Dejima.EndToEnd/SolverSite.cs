using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>One deployment shared by the tests of a class; its site offers small commands that show one thing each.</summary>
public sealed class SolverSite : IAsyncLifetime
{
    private static readonly string[] Names =
        ["copy", "say", "fail", "sleep", "secretive", "forgetful", "japanese", "where", "only-registered", "big", "stubborn", "tidy"];

    public Deployment Deployment { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Deployment = await Deployment.StartAsync(Setup);

    public ValueTask DisposeAsync() => Deployment.DisposeAsync();

    public static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = Names,
        Commands = $$"""
              copy:
                run: [{{folder.Script("bin/copy", "cat *.dat > out.dat; echo copied; echo aside >&2")}}]
                inputs: [a.dat, b.dat, c.dat]
                outputs: [out.dat]
              say:
                run: [{{folder.Script("bin/say", "printf '%s' \"$1\" > said.txt; printf '%s' \"$DEJIMA_PARAM_TEXT\" > env.txt")}}, "{text}"]
                parameters:
                  text: { type: text, max-length: 200, default: hello }
                  cpus: { type: integer, min: 1, max: 8, default: 2 }
                outputs: [said.txt, env.txt]
              fail:
                run: [{{folder.Script("bin/fail", "echo broken >&2; echo partial > out.dat; exit 42")}}]
                outputs: [out.dat]
              sleep:
                run: [{{folder.Script("bin/sleep", "echo started; echo $$ > pid; sleep 300 & wait")}}]
                outputs: [out.dat]
                timeout: 10m
              secretive:
                run: [{{folder.Script("bin/secretive", "echo result > out.dat; echo SECRET > secret.dat")}}]
                outputs: [out.dat]
              forgetful:
                run: [{{folder.Script("bin/forgetful", "true")}}]
                outputs: [out.dat]
              japanese:
                run: [{{folder.Script("bin/japanese", "cat 降伏強度.dat > 応力分布データ.dat")}}]
                inputs: [降伏強度.dat]
                outputs: [応力分布データ.dat]
              where:
                run: [{{folder.Script("bin/where", "pwd; stat -c %a .; env | sort")}}]
              big:
                run: [{{folder.Script("bin/big", "cp in.bin out.bin")}}]
                inputs: [in.bin]
                outputs: [out.bin]
              stubborn:
                run: [{{folder.Script("bin/stubborn", "trap '' INT TERM; echo started; while :; do sleep 1; done")}}]
              tidy:
                run: [{{folder.Script("bin/tidy", "trap 'echo tidied; echo aside >&2; exit 3' INT; echo started; while :; do sleep 0.05; done")}}]
            """,
    };
}
