using Dejima.Core.Documents;
using Dejima.Core.Policies;

namespace Dejima.Core.Tests.Policies;

/// <summary>Policies for tests.</summary>
internal static class Samples
{
    public const string File = "/etc/dejima/site.yaml";

    public const string Whole = """
        site: rme-u-tokyo
        broker: { url: "https://broker.example:50443", token-file: token, ca-file: /etc/ssl/ca.pem, proxy: "http://proxy:3128" }
        workspaces: /tmp
        state: /var/lib/dejima
        parallel: 2
        commands:
          stress:
            run: [/opt/site/bin/stress.sh, "--cpus={cpus}", "{label}", "{{literal}}"]
            parameters:
              cpus: { type: integer, min: 1, max: 8, default: 2 }
              load: { type: number, min: 0, max: 1e3, default: 0.5 }
              fine: { type: boolean, default: false }
              solver: { type: choice, values: [direct, iterative], default: direct }
              label: { type: text, pattern: "[a-z ;$()']*", max-length: 20 }
            inputs: [a.dat, 降伏強度.dat]
            optional-inputs: [extra.dat]
            outputs: [XX.dat, out/XX.inp]
            environment: { MODEL: /srv/confidential/model.inp }
            timeout: 2h
            grace: 10s
            executor: process
        never-send: [/srv/confidential]
        """;

    public static SitePolicy Read(string text) => SitePolicyReader.Read(text, File);

    public static IReadOnlyList<DocumentError> ErrorsOf(string text) =>
        Assert.Throws<DocumentException>(() => Read(text)).Errors;

    /// <summary>A policy with one command, <c>c</c>, that has these lines.</summary>
    public static string WithCommand(params string[] lines) =>
        "site: s\ncommands:\n  c:\n" + string.Concat(lines.Select(line => $"    {line}\n"));
}
