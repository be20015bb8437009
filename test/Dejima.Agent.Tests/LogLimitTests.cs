using Dejima.Contracts.Calculations;

namespace Dejima.Agent.Tests;

/// <summary>The site's own limit for logs.</summary>
public sealed class LogLimitTests
{
    [Fact]
    public async Task A_log_that_is_too_long_ends_in_a_mark_and_the_command_goes_on()
    {
        using var site = new Site("yes x | head -c 3000000; echo done > out.dat", outputs: "out.dat") { LogSize = "1MiB" };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        const string Mark = "\n[dejima: the log's limit of 1 MiB was reached; what follows was not kept]\n";
        Assert.Equal((1 << 20) + Mark.Length, site.Fake.Stdout.Length);
        Assert.EndsWith("x\nx\n" + Mark, site.Fake.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2MiB")]
    [InlineData("3000000")]
    public async Task A_log_within_its_limit_has_no_mark(string size)
    {
        using var site = new Site("yes x | head -c 2000000; exit 0") { LogSize = size };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        Assert.Equal(2_000_000, site.Fake.Stdout.Length);
    }
}
