using Dejima.Core.Connections;
using Dejima.Core.Policies;
using static Dejima.Core.Tests.Policies.Samples;

namespace Dejima.Core.Tests.Policies;

public sealed class SitePolicyReaderTests
{
    [Fact]
    public void The_whole_form_is_read()
    {
        var policy = Read(Whole);
        Assert.Equal("rme-u-tokyo", policy.Site);
        Assert.Equal(
            new BrokerAccess(new("https://broker.example:50443"), "/etc/dejima/token", "/etc/ssl/ca.pem", new ProxyAccess(new("http://proxy:3128"))),
            policy.Broker);
        Assert.Equal(("/tmp", "/var/lib/dejima", 2), (policy.Workspaces, policy.State, policy.Parallel));
        Assert.Equal(["/srv/confidential"], policy.NeverSend);
        var command = policy.Commands["stress"];
        Assert.Equal(["/opt/site/bin/stress.sh", "--cpus={cpus}", "{label}", "{{literal}}"], command.Run);
        Assert.Equal(new IntegerRule(1, 8) { Default = "2" }, command.Parameters["cpus"]);
        Assert.Equal(new NumberRule(0, 1000) { Default = "0.5" }, command.Parameters["load"]);
        Assert.Equal(new BooleanRule { Default = "false" }, command.Parameters["fine"]);
        Assert.Equal(["direct", "iterative"], Assert.IsType<ChoiceRule>(command.Parameters["solver"]).Values);
        Assert.Null(command.Parameters["label"].Default);
        Assert.Equal(["a.dat", "降伏強度.dat"], command.Inputs);
        Assert.Equal(["extra.dat"], command.OptionalInputs);
        Assert.Equal(["XX.dat", "out/XX.inp"], command.Outputs);
        Assert.Equal("/srv/confidential/model.inp", command.Environment["MODEL"]);
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromSeconds(10)), (command.Timeout, command.Grace));
    }

    [Fact]
    public void What_is_left_out_has_its_usual_value()
    {
        var policy = Read(WithCommand("run: [/bin/true]"));
        Assert.Equal((null, "/tmp", null, 1), (policy.Broker, policy.Workspaces, policy.State, policy.Parallel));
        Assert.Empty(policy.NeverSend);
        Assert.Equal((null, TimeSpan.FromSeconds(5)), (policy.Commands["c"].Timeout, policy.Commands["c"].Grace));
    }

    [Fact]
    public void Limits_and_restartable_commands_are_read()
    {
        var policy = Read(WithCommand("run: [/bin/true]", "restartable: true") + "waiting: 1h\nuncollected: 3d\nlog-size: 10MiB\n");
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromDays(3), 10L << 20), (policy.Waiting, policy.Uncollected, policy.LogSize));
        Assert.True(policy.Commands["c"].Restartable);
        var usual = Read(WithCommand("run: [/bin/true]"));
        Assert.Equal((null, null, null, false), (usual.Waiting, usual.Uncollected, usual.LogSize, usual.Commands["c"].Restartable));
    }

    [Theory]
    [InlineData("waiting: 0s", "waiting")]
    [InlineData("uncollected: soon", "uncollected")]
    [InlineData("log-size: -1", "log-size")]
    [InlineData("site: [a]", "site")]
    [InlineData("site: 'a b'", "site")]
    [InlineData("sites: a", "sites")]
    [InlineData("commands: {}", "commands")]
    [InlineData("commands: { 'a b': { run: [/bin/true] } }", "commands")]
    [InlineData("parallel: 0", "parallel")]
    [InlineData("parallel: 1001", "parallel")]
    [InlineData("workspaces: tmp", "workspaces")]
    [InlineData("state: ./state", "state")]
    [InlineData("never-send: [data]", "never-send")]
    [InlineData("never-send: [/tmp]", "never-send")]
    [InlineData("never-send: [/]", "never-send")]
    [InlineData("broker: { url: 'http://b', token-file: t }", "broker.url")]
    [InlineData("broker: { url: b, token-file: t }", "broker.url")]
    [InlineData("broker: { token-file: t }", "broker.url")]
    [InlineData("broker: { url: 'https://b' }", "broker.token-file")]
    [InlineData("broker: { url: 'https://b', token-file: \"a\\0b\" }", "broker.token-file")]
    [InlineData("broker: { url: 'https://b', token-file: t, proxy: 'socks5://p' }", "broker.proxy")]
    [InlineData("broker: { url: 'https://b', token-file: t, no_auth: true }", "broker.no_auth")]
    public void A_mistake_is_reported_at_its_key(string line, string key)
    {
        var rest = line.StartsWith("commands", StringComparison.Ordinal) ? "site: s\n" : "commands: { c: { run: [/bin/true] } }\n";
        var errors = ErrorsOf(rest + line);
        Assert.Contains(errors, error => error.Key == key && (error.Line > 1 || error.Key.StartsWith("broker", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("run: []", "run")]
    [InlineData("run: bin/solve", "run")]
    [InlineData("run: /bin/solve -v", "run")]
    [InlineData("run: ['/bin/{x}']", "run")]
    [InlineData("run: [/bin/solve, '{unknown}']", "run")]
    [InlineData("run: [/bin/solve, 'a{b']", "run")]
    [InlineData("run: [/bin/solve, \"a\\0b\"]", "run")]
    [InlineData("run: { a: b }", "run")]
    [InlineData("inputs: [../a]", "inputs")]
    [InlineData("inputs: [a, a]", "inputs")]
    [InlineData("inputs: [a, a/b]", "inputs")]
    [InlineData("outputs: [/etc/passwd]", "outputs")]
    [InlineData("outputs: [NUL]", "outputs")]
    [InlineData("timeout: soon", "timeout")]
    [InlineData("grace: -1s", "grace")]
    [InlineData("executor: slurm", "executor")]
    [InlineData("environment: { 'A B': x }", "environment")]
    [InlineData("environment: { DEJIMA_X: x }", "environment")]
    [InlineData("environment: { CALC_DIR: x }", "environment")]
    [InlineData("shell: true", "shell")]
    public void A_mistake_in_a_command_is_reported_at_its_key(string line, string key)
    {
        string[] lines = key == "run" ? [line] : ["run: [/bin/true]", line];
        Assert.All(ErrorsOf(WithCommand(lines)), error => Assert.Equal($"commands.c.{key}", error.Key));
    }

    [Theory]
    [InlineData("{ type: int }", "type")]
    [InlineData("{ }", "type")]
    [InlineData("{ type: integer, min: 3, max: 2 }", "min")]
    [InlineData("{ type: integer, min: x }", "min")]
    [InlineData("{ type: integer, max: 8, default: 9 }", "default")]
    [InlineData("{ type: integer, values: [1] }", "values")]
    [InlineData("{ type: number, min: 3, max: 2 }", "min")]
    [InlineData("{ type: number, min: .inf }", "min")]
    [InlineData("{ type: number, max: 1, default: 1.5 }", "default")]
    [InlineData("{ type: boolean, default: 'yes' }", "default")]
    [InlineData("{ type: choice }", "values")]
    [InlineData("{ type: choice, values: [a, a] }", "values")]
    [InlineData("{ type: choice, values: [a], default: b }", "default")]
    [InlineData("{ type: text, pattern: '(' }", "pattern")]
    [InlineData("{ type: text, pattern: '(a)\\1' }", "pattern")]
    [InlineData("{ type: text, max-length: 0 }", "max-length")]
    [InlineData("{ type: text, pattern: 'a+', default: b }", "default")]
    public void A_mistake_in_a_parameter_is_reported_at_its_key(string rule, string key)
    {
        var error = Assert.Single(ErrorsOf(WithCommand("run: [/bin/true, '{p}']", $"parameters: {{ p: {rule} }}")));
        Assert.Equal($"commands.c.parameters.p.{key}", error.Key);
    }

    [Theory]
    [InlineData("'a b'")]
    [InlineData("'-a'")]
    public void A_parameter_needs_a_name(string name)
    {
        var error = Assert.Single(ErrorsOf(WithCommand("run: [/bin/true]", $"parameters: {{ {name}: {{ type: boolean }} }}")));
        Assert.Equal("commands.c.parameters", error.Key);
    }

    [Fact]
    public void Two_parameters_may_not_share_a_variable()
    {
        var error = Assert.Single(ErrorsOf(WithCommand(
            "run: [/bin/true]", "parameters: { mesh-size: { type: boolean }, Mesh.Size: { type: boolean } }")));
        Assert.Contains("mesh-size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_line()
    {
        var errors = ErrorsOf("""
            site: "?"
            parallel: many
            color: red
            commands:
              c:
                run: [solve]
                timeout: 2 weeks
                parameters:
                  p: { type: integer, min: 2, max: 1, default: 0 }
            never-send: [here]
            """);
        Assert.Equal(
            [
                (1, "site"), (2, "parallel"), (3, "color"), (6, "commands.c.run"), (7, "commands.c.timeout"),
                (9, "commands.c.parameters.p.default"), (9, "commands.c.parameters.p.min"), (10, "never-send"),
            ],
            errors.Select(error => (error.Line, error.Key)).OrderBy(error => error.Line).ThenBy(error => error.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_key_is_told_which_there_are()
    {
        var error = Assert.Single(ErrorsOf(WithCommand("run: [/bin/true]", "output: [a]")));
        Assert.Contains("outputs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run: [/bin/sh, -c, 'echo {x}']")]
    [InlineData("run: [/usr/bin/env, bash, -ec, '{x}']")]
    [InlineData("run: [/usr/bin/python3.11, -c, 'print(\"{x}\")']")]
    [InlineData("run: [/usr/bin/perl, --eval, '{x}']")]
    public void Free_text_never_becomes_program_text(string run)
    {
        var refused = Assert.Throws<Core.Documents.DocumentException>(
            () => Read(WithCommand($"{run}\n    parameters: {{ x: {{ type: text, default: a }} }}")));
        Assert.Contains(refused.Errors, error => error.Message.Contains("DEJIMA_PARAM_X", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run: [/bin/sh, -c, 'echo \"$1\"', sh, '{x}']", "text, default: a")]
    [InlineData("run: [/bin/sh, -c, 'echo {x}']", "integer, min: 1, max: 8, default: 2")]
    [InlineData("run: [/opt/solver, -c, '{x}']", "text, default: a")]
    [InlineData("run: [/bin/sh, /opt/run.sh, '{x}']", "text, default: a")]
    public void A_value_of_its_own_argument_is_fine(string run, string type) =>
        Assert.NotNull(Read(WithCommand($"{run}\n    parameters: {{ x: {{ type: {type} }} }}")));
}
