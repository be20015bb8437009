using Dejima.Contracts.Calculations;
using Dejima.Core.Policies;
using static Dejima.Core.Tests.Policies.Samples;

namespace Dejima.Core.Tests.Policies;

public sealed class PolicyCheckTests
{
    private static readonly SitePolicy Policy = Read(Whole);

    private static readonly PolicyRequest Good = new()
    {
        Calculation = new("0198a3c4-0000-7000-8000-000000000001"),
        User = "sato",
        Command = "stress",
        Parameters = new Dictionary<string, string> { ["label"] = "x" },
        Inputs = ["a.dat", "降伏強度.dat"],
        Outputs = ["XX.dat"],
    };

    private static PolicyDecision.Accepted Accepted(PolicyRequest request) =>
        Assert.IsType<PolicyDecision.Accepted>(PolicyCheck.Decide(Policy, request));

    private static string Refusal(PolicyRequest request)
    {
        var reason = Assert.IsType<PolicyDecision.Refused>(PolicyCheck.Decide(Policy, request)).Reason;
        Assert.Equal(ReasonCode.Policy, reason.Code);
        foreach (var secret in (string[])["/opt/site", "/srv", "MODEL", "[a-z"])
            Assert.DoesNotContain(secret, reason.Message, StringComparison.Ordinal);
        return reason.Message;
    }

    private static PolicyRequest With(string name, string value) =>
        Good with { Parameters = new Dictionary<string, string>(Good.Parameters) { [name] = value } };

    [Fact]
    public void What_the_policy_lists_is_accepted()
    {
        var accepted = Accepted(Good);
        Assert.Equal(["/opt/site/bin/stress.sh", "--cpus=2", "x", "{literal}"], accepted.Arguments);
        Assert.Equal(new TimeLimit(LimitSetter.Site, 7200), accepted.Timeout);
        Assert.Equal("stress", accepted.Command.Name);
    }

    [Fact]
    public void The_command_learns_about_its_calculation_from_its_environment()
    {
        var environment = Accepted(With("cpus", "+7")).Environment;
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["MODEL"] = "/srv/confidential/model.inp",
                ["DEJIMA_CALCULATION"] = "0198a3c4-0000-7000-8000-000000000001",
                ["DEJIMA_USER"] = "sato",
                ["CALC_DIR"] = "/tmp/0198a3c4-0000-7000-8000-000000000001",
                ["DEJIMA_PARAM_CPUS"] = "7",
                ["DEJIMA_PARAM_LOAD"] = "0.5",
                ["DEJIMA_PARAM_FINE"] = "false",
                ["DEJIMA_PARAM_SOLVER"] = "direct",
                ["DEJIMA_PARAM_LABEL"] = "x",
            },
            environment);
    }

    [Theory]
    [InlineData("a b; rm $(pwd)")]
    [InlineData("'")]
    [InlineData("")]
    public void A_value_stays_one_argument(string label) =>
        Assert.Equal(["/opt/site/bin/stress.sh", "--cpus=2", label, "{literal}"], Accepted(With("label", label)).Arguments);

    [Theory]
    [InlineData("cpus", "0")]
    [InlineData("cpus", "9")]
    [InlineData("cpus", "2.0")]
    [InlineData("cpus", " 2")]
    [InlineData("cpus", "")]
    [InlineData("cpus", "99999999999999999999")]
    [InlineData("load", "NaN")]
    [InlineData("load", "Infinity")]
    [InlineData("load", "1e4")]
    [InlineData("load", "0x1")]
    [InlineData("fine", "True")]
    [InlineData("solver", "Direct")]
    [InlineData("label", "UPPER")]
    [InlineData("label", "x\n")]
    [InlineData("label", "aaaaaaaaaaaaaaaaaaaaa")]
    public void A_value_that_is_not_allowed_is_refused(string name, string value) =>
        Assert.Contains($"'{name}'", Refusal(With(name, value)), StringComparison.Ordinal);

    [Fact]
    public void The_refusal_of_a_value_says_what_is_allowed() =>
        Assert.Contains("8", Refusal(With("cpus", "9")), StringComparison.Ordinal);

    [Theory]
    [InlineData("other")]
    [InlineData("Stress")]
    [InlineData("stress ")]
    [InlineData("")]
    public void Only_the_exact_name_of_a_command_is_known(string name) =>
        Assert.Contains($"'{name}'", Refusal(Good with { Command = name }), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_not_listed_is_refused()
    {
        Assert.Contains("'colour'", Refusal(With("colour", "red")), StringComparison.Ordinal);
        Assert.Contains("'label'", Refusal(Good with { Parameters = new Dictionary<string, string>() }), StringComparison.Ordinal);
        Assert.Contains("'a.dat'", Refusal(Good with { Inputs = ["降伏強度.dat"] }), StringComparison.Ordinal);
        Assert.Contains("'b.dat'", Refusal(Good with { Inputs = [.. Good.Inputs, "b.dat"] }), StringComparison.Ordinal);
        Assert.Contains("'model.inp'", Refusal(Good with { Outputs = ["model.inp"] }), StringComparison.Ordinal);
        Refusal(Good with { Inputs = [.. Good.Inputs, "a.dat"] });
        Refusal(Good with { Outputs = ["XX.dat", "XX.dat"] });
        Refusal(Good with { User = "a\nb" });
    }

    [Fact]
    public void Optional_inputs_may_come_and_outputs_need_not_be_asked_for()
    {
        Accepted(Good with { Inputs = [.. Good.Inputs, "extra.dat"] });
        Accepted(Good with { Outputs = [] });
    }

    [Theory]
    [InlineData(60.0, 60.0)]
    [InlineData(1e300, 7200.0)]
    [InlineData(null, 7200.0)]
    public void The_shorter_timeout_wins(double? asked, double expected) =>
        Assert.Equal(expected, Accepted(Good with { TimeoutSeconds = asked }).Timeout?.Seconds);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void A_timeout_is_a_positive_time(double asked) => Refusal(Good with { TimeoutSeconds = asked });
}
