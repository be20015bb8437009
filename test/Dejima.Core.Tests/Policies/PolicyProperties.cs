using System.Globalization;
using CsCheck;
using Dejima.Core.Documents;
using Dejima.Core.Policies;

namespace Dejima.Core.Tests.Policies;

public sealed class PolicyProperties
{
    private static readonly Gen<string> Value = Gen.OneOf(
        Gen.String, Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Double.Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Const("{p}"), Gen.Const("{{"), Gen.Const("}"), Gen.Const("$(id)"), Gen.Const("`id`"), Gen.Const("a b"),
        Gen.Const("--flag"), Gen.Const("\n"), Gen.Const("'"), Gen.Const("\""));

    private static readonly Gen<string> Mangling = Gen.OneOf(
        Gen.String[0, 5], Gen.Const("{"), Gen.Const("["), Gen.Const(":"), Gen.Const("\n  "), Gen.Const("\"\\0\""), Gen.Const("-"));

    [Fact]
    public void However_a_value_looks_the_number_of_arguments_stays() =>
        Gen.Select(Value, Value).Sample((first, second) =>
        {
            var command = new CommandPolicy
            {
                Name = "c",
                Run = ["/bin/echo", "{p}", "a{p}b{q}", "{{p}}"],
                Parameters = new Dictionary<string, ParameterRule>
                {
                    ["p"] = new ChoiceRule([first]),
                    ["q"] = new ChoiceRule([second]),
                },
            };
            var policy = new SitePolicy
            {
                Site = "s",
                Workspaces = "/tmp",
                Commands = new Dictionary<string, CommandPolicy> { ["c"] = command },
            };
            var accepted = Assert.IsType<PolicyDecision.Accepted>(PolicyCheck.Decide(policy, new()
            {
                Calculation = Guid.NewGuid(),
                User = "u",
                Command = "c",
                Parameters = new Dictionary<string, string> { ["p"] = first, ["q"] = second },
            }));
            Assert.Equal(["/bin/echo", first, $"a{first}b{second}", "{p}"], accepted.Arguments);
            Assert.Equal(first, accepted.Environment["DEJIMA_PARAM_P"]);
        });

    [Fact]
    public void What_a_rule_accepts_lies_in_its_range_and_is_accepted_again() =>
        Gen.Select(Gen.Long, Gen.Long, Value).Sample((one, other, value) =>
        {
            var (min, max) = (Math.Min(one, other), Math.Max(one, other));
            ParameterRule[] rules = [new IntegerRule(min, max), new NumberRule(min, max), new TextRule(8, null)];
            foreach (var accepted in rules.Select(rule => (Rule: rule, Value: rule.Accept(value))).Where(pair => pair.Value is not null))
                Assert.Equal(accepted.Value, accepted.Rule.Accept(accepted.Value!));
            if (rules[0].Accept(value) is { } whole)
                Assert.InRange(long.Parse(whole, CultureInfo.InvariantCulture), min, max);
            if (rules[1].Accept(value) is { } number)
                Assert.InRange(double.Parse(number, CultureInfo.InvariantCulture), min, max);
            if (rules[2].Accept(value) is { } text)
                Assert.True(text.Length <= 8 && !text.Any(char.IsControl));
        });

    [Fact]
    public void A_broken_policy_is_an_error_and_never_a_crash() =>
        Gen.Select(Gen.Int[0, Samples.Whole.Length - 1], Gen.Int[0, 30], Mangling)
            .Sample((at, length, text) =>
            {
                var end = Math.Min(Samples.Whole.Length, at + length);
                var mangled = Samples.Whole[..at] + text + Samples.Whole[end..];
                try
                {
                    Assert.NotEmpty(Samples.Read(mangled).Commands);
                }
                catch (DocumentException refused)
                {
                    Assert.NotEmpty(refused.Errors);
                }
            });
}
