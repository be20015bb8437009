using System.Text.Json;
using Dejima.Contracts.Leases;

namespace Dejima.Contracts.Tests;

public sealed class LeftOutMemberTests
{
    [Fact]
    public void Collections_that_are_left_out_are_empty()
    {
        var request = JsonSerializer.Deserialize("""{"site":"s","command":"c"}""", ContractsJson.Default.CalculationRequest)!;
        Assert.Empty(request.Parameters);
        Assert.Empty(request.Inputs);
        Assert.Empty(request.Outputs);
        Assert.Empty(JsonSerializer.Deserialize("{}", ContractsJson.Default.EndReport)!.Outputs);
        var claim = JsonSerializer.Deserialize(
            $$"""{"calculation":"{{Guid.NewGuid()}}","epoch":1,"leaseSeconds":1,"user":"u","command":"c"}""",
            ContractsJson.Default.Claim)!;
        Assert.Empty(claim.Parameters);
        Assert.Empty(claim.Inputs);
        Assert.Empty(claim.Outputs);
    }

    [Fact]
    public void Collections_that_are_null_are_refused() => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize("""{"outputs":null}""", ContractsJson.Default.EndReport));
}
