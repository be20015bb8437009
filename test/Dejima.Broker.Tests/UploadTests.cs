using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

public sealed class UploadTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    private const int Size = 1_300_000;

    [Fact]
    public async Task Bytes_arrive_in_pieces()
    {
        var (host, id, content, upload) = await New();
        await host.Patch(upload, 0, content[..500_000]).Is(HttpStatusCode.NoContent);
        Assert.Equal(500_000, await host.Offset(upload));
        using var last = await host.Patch(upload, 500_000, content[500_000..]).Is(HttpStatusCode.NoContent);
        Assert.Equal($"{Size}", last.Header(HeaderName.UploadOffset));
        Assert.Equal(Tus.Version, last.Header(HeaderName.TusResumable));
        Assert.Equal(Size, await host.Offset(upload));
        Assert.True((await host.Status(id)).Inputs[0].Received);
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(shared.Server.Payload, $"{id:N}", "input-0")));
    }

    [Fact]
    public async Task Bytes_at_another_offset_are_refused_and_the_right_one_is_told()
    {
        var (host, _, content, upload) = await New();
        await host.Patch(upload, 0, content[..10]).Is(HttpStatusCode.NoContent);
        foreach (var offset in new[] { 0L, 9, 11, Size, long.MaxValue })
            Assert.Equal(10, (await host.Patch(upload, offset, content[..1]).Refused(ErrorCode.OffsetMismatch)).Offset);
    }

    [Fact]
    public async Task A_wrong_checksum_undoes_its_request_only()
    {
        var (host, id, content, upload) = await New();
        await host.Patch(upload, 0, content[..600_000], (HeaderName.UploadChecksum, Content.Checksum(content[..600_000])))
            .Is(HttpStatusCode.NoContent);
        await host.Patch(upload, 600_000, content[..700_000], (HeaderName.UploadChecksum, Content.Checksum(content[600_000..])))
            .Refused(ErrorCode.ChecksumMismatch);
        Assert.Equal(600_000, await host.Offset(upload));
        await host.Patch(upload, 600_000, content[600_000..], (HeaderName.UploadChecksum, Content.Checksum(content[600_000..])))
            .Is(HttpStatusCode.NoContent);
        Assert.True((await host.Status(id)).Inputs[0].Received);
    }

    [Theory]
    [InlineData("md5 1B2M2Y8AsgTpgAmY7PhCfg==")]
    [InlineData("sha256 tooshort")]
    [InlineData("sha256")]
    public async Task A_checksum_that_is_no_sha256_is_refused(string checksum)
    {
        var (host, _, content, upload) = await New();
        await host.Patch(upload, 0, content, (HeaderName.UploadChecksum, checksum)).Refused(ErrorCode.MalformedRequest);
    }

    [Fact]
    public async Task A_wrong_file_starts_again_at_zero()
    {
        var (host, id, content, upload) = await New();
        await host.Patch(upload, 0, Content.Random(Size, 99)).Refused(ErrorCode.DigestMismatch);
        Assert.Equal(0, await host.Offset(upload));
        Assert.False((await host.Status(id)).Inputs[0].Received);
        await host.Patch(upload, 0, content).Is(HttpStatusCode.NoContent);
        Assert.True((await host.Status(id)).Inputs[0].Received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_goes_on_past_the_size_is_undone(bool chunked)
    {
        var (host, _, content, upload) = await New();
        await host.Patch(upload, 0, content[..100]).Is(HttpStatusCode.NoContent);
        HttpContent body = chunked ? new ChunkedContent([.. content[100..], 0]) : Steps.Bytes([.. content[100..], 0]);
        await host.Patch(upload, 100, body).Refused(ErrorCode.SizeMismatch);
        Assert.Equal(100, await host.Offset(upload));
        await host.Patch(upload, 100, content[100..]).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_taken()
    {
        var (host, id, content, upload) = await New();
        await host.Patch(upload, 0, new ChunkedContent(content)).Is(HttpStatusCode.NoContent);
        Assert.True((await host.Status(id)).Inputs[0].Received);
    }

    [Fact]
    public async Task Bytes_of_a_cut_connection_are_kept()
    {
        using var host = await shared.Server.Host();
        var content = Content.Random(4 * Size);
        var id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
        using var created = await host.Create(Routes.Inputs(id), Content.Declare("in", content));
        var upload = created.Headers.Location!.OriginalString;
        var body = new HeldContent(content);
        var writing = host.Patch(upload, 0, body);
        await Eventually.True(async () => await host.Offset(upload) > Size, "bytes arrive");
        body.Cut();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => writing);
        var offset = 0;
        await Eventually.True(
            async () =>
            {
                offset = (int)await host.Offset(upload);
                using var answer = await host.Patch(upload, offset, content[offset..]);
                return answer.StatusCode == HttpStatusCode.NoContent;
            },
            "the rest is taken once the broker has noticed the cut");
        Assert.True(offset > Size);
        Assert.True((await host.Status(id)).Inputs[0].Received);
    }

    [Fact]
    public async Task While_one_request_writes_another_is_told_to_wait()
    {
        var (host, _, content, upload) = await New();
        var body = new HeldContent(content);
        var writing = host.Patch(upload, 0, body);
        await body.Started;
        await Eventually.True(async () => await host.Offset(upload) > 0, "the first one writes");
        await host.Patch(upload, 0, content).Refused(ErrorCode.UploadBusy);
        await host.Send(HttpMethod.Delete, upload, null, (HeaderName.TusResumable, "1.0.0")).Refused(ErrorCode.UploadBusy);
        body.GoOn();
        await writing.Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Termination_starts_again_until_the_file_is_whole()
    {
        var (host, _, content, upload) = await New();
        await host.Patch(upload, 0, content[..10]).Is(HttpStatusCode.NoContent);
        await Terminate(host, upload).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, await host.Offset(upload));
        await host.Patch(upload, 0, content).Is(HttpStatusCode.NoContent);
        await Terminate(host, upload).Refused(ErrorCode.WrongState);
        await host.Patch(upload, Size, []).Refused(ErrorCode.WrongState);
        Assert.Equal(Size, await host.Offset(upload));
    }

    [Fact]
    public async Task An_empty_file_is_whole_once_created()
    {
        using var host = await shared.Server.Host();
        var id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("empty", [])] });
        await host.Create(Routes.Inputs(id), Content.Declare("empty", [])).Is(HttpStatusCode.Created);
        Assert.True((await host.Status(id)).Inputs[0].Received);
        await host.Post(Routes.Action(id, "cancel")).Status();
    }

    [Fact]
    public async Task A_repeated_creation_answers_with_what_is_there()
    {
        var (host, id, content, upload) = await New();
        await host.Patch(upload, 0, content[..10]).Is(HttpStatusCode.NoContent);
        using var again = await host.Create(Routes.Inputs(id), Content.Declare("in", content), content).Is(HttpStatusCode.Created);
        Assert.Equal((upload, "10"), (again.Headers.Location!.OriginalString, again.Header(HeaderName.UploadOffset)));
    }

    [Fact]
    public async Task Creation_checks_name_length_and_version()
    {
        var (host, id, content, _) = await New();
        var declared = Content.Declare("in", content);
        await host.Create(Routes.Inputs(id), declared with { Size = Size - 1 }).Refused(ErrorCode.SizeMismatch);
        await host.Create(Routes.Inputs(id), declared with { Name = "other" }).Refused(ErrorCode.UnknownFile);
        await host.Create(Routes.Inputs(id), declared with { Name = "../in" }).Refused(ErrorCode.UnknownFile);
        await host.Post(Routes.Inputs(id)).Refused(ErrorCode.UnsupportedVersion);
        await host.Post(Routes.Inputs(id), (HeaderName.TusResumable, "0.2.2")).Refused(ErrorCode.UnsupportedVersion);
        await host.Post(Routes.Inputs(id), (HeaderName.TusResumable, "1.0.0")).Refused(ErrorCode.MalformedRequest);
        await host.Send(
            HttpMethod.Post,
            Routes.Inputs(id),
            new ByteArrayContent([1]),
            (HeaderName.TusResumable, "1.0.0"),
            (HeaderName.UploadLength, $"{Size}"),
            (HeaderName.UploadMetadata, "name aW4=")).Refused(ErrorCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Inputs_are_taken_before_release_only_and_released_when_whole_only()
    {
        var (host, id, content, upload) = await New();
        var refusal = await host.Post(Routes.Action(id, "release")).Refused(ErrorCode.InputsMissing);
        Assert.Equal(["in"], refusal.Missing!);
        await host.Post(Routes.Action(id, "cancel")).Status();
        await host.Patch(upload, 0, content).Refused(ErrorCode.WrongState);
        await host.Post(Routes.Action(id, "collect")).Status();
        await host.Patch(upload, 0, content).Refused(ErrorCode.PayloadGone);
    }

    [Fact]
    public async Task Abilities_are_told()
    {
        var (host, _, _, upload) = await New();
        using var answer = await host.Send(HttpMethod.Options, upload).Is(HttpStatusCode.NoContent);
        Assert.Equal("creation,creation-with-upload,checksum,termination", answer.Header("Tus-Extension"));
        Assert.Equal("sha256", answer.Header("Tus-Checksum-Algorithm"));
    }

    private static Task<HttpResponseMessage> Terminate(Party host, string upload) =>
        host.Send(HttpMethod.Delete, upload, null, (HeaderName.TusResumable, Tus.Version));

    private async Task<(Party Host, Guid Id, byte[] Content, string Upload)> New()
    {
        var host = await shared.Server.Host();
        var content = Content.Random(Size);
        var id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
        using var created = await host.Create(Routes.Inputs(id), Content.Declare("in", content)).Is(HttpStatusCode.Created);
        Assert.Equal("0", created.Header(HeaderName.UploadOffset));
        return (host, id, content, created.Headers.Location!.OriginalString);
    }
}
