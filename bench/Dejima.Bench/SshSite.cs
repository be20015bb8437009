using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.Bench;

/// <summary>A gated and a plain site behind real sshds on loopback; the account's shell is dash and its home is clean.</summary>
internal static class SshSite
{
    public static Task<SshDeployment> StartAsync(SshServerOptions? options = null) => SshDeployment.StartAsync(
        folder => $"""
              nothing: {"{"} run: [{Script(folder)}], inputs: [a.dat, b.dat, c.dat], outputs: [out.dat] {"}"}
              hand-back: {"{"} run: [{Script(folder)}], inputs: [in.bin] {"}"}
              wait: {"{"} run: [/bin/sleep, "600"] {"}"}
            """,
        Script,
        options);

    public static string[] Ssh(SshDeployment here, string site) =>
        ["-F", here.ServerOf(site).ClientConfig, "-o", "BatchMode=yes", SshServer.Host];

    // One for all commands and both kinds of site: by what is there.
    private static string Script(TempFolder folder) => folder.Script(
        "bin/any", "if [ -e a.dat ]; then cp a.dat out.dat; elif [ -e in.bin ]; then mv in.bin out.bin; else exec sleep 600; fi");
}
