using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>Who speaks another version of the protocol is told so before anything is done.</summary>
public sealed class ProtocolTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    [Theory]
    [InlineData("0", ErrorCode.ProtocolTooOld)]
    [InlineData("2", ErrorCode.ProtocolTooNew)]
    [InlineData("2147483647", ErrorCode.ProtocolTooNew)]
    public async Task Another_version_is_refused_with_the_range_and_nothing_happens(string version, string code)
    {
        using var host = await shared.Server.Host();
        var id = Guid.NewGuid();
        var refusal = await host.Send(
            HttpMethod.Put, Routes.Calculation(id), Party.Json(Steps.Request()), (HeaderName.Protocol, version)).Refused(code);
        Assert.Equal((400, 1, 1), (refusal.Status, refusal.Oldest, refusal.Newest));
        await host.Get(Routes.Calculation(id)).Refused(ErrorCode.UnknownCalculation);
        // Before the token is looked at: it may be written otherwise in another version.
        using var nobody = shared.Server.Nobody();
        await nobody.Get(Routes.Calculations, (HeaderName.Protocol, version)).Refused(code);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("99999999999")]
    public async Task What_is_no_version_is_malformed(string version)
    {
        using var host = await shared.Server.Host();
        await host.Get(Routes.Calculations, (HeaderName.Protocol, version)).Refused(ErrorCode.MalformedRequest);
    }

    [Fact]
    public async Task The_present_version_and_none_at_all_are_taken_and_every_answer_says_its_version()
    {
        using var host = await shared.Server.Host();
        using var said = await host.Get(Routes.Calculations, (HeaderName.Protocol, "1")).Is(HttpStatusCode.OK);
        using var unsaid = await host.Get(Routes.Calculations).Is(HttpStatusCode.OK);
        using var refused = await host.Get(Routes.Calculation(Guid.NewGuid())).Is(HttpStatusCode.NotFound);
        using var old = await host.Get(Routes.Calculations, (HeaderName.Protocol, "0")).Is(HttpStatusCode.BadRequest);
        Assert.All([said, unsaid, refused, old], answer => Assert.Equal("1", answer.Header(HeaderName.Protocol)));
    }
}
