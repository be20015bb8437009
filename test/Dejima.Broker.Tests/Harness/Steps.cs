using System.Net;
using System.Text;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests.Harness;

/// <summary>The steps of a calculation's life as both sides take them.</summary>
internal static class Steps
{
    public static CalculationRequest Request(string site = "demo-site", params string[] outputs) => new()
    {
        Site = site,
        Command = "solve",
        Outputs = outputs,
    };

    public static async Task<Guid> Register(this Party host, CalculationRequest request)
    {
        var id = Guid.NewGuid();
        await host.Put(Routes.Calculation(id), request).Status(HttpStatusCode.Created);
        return id;
    }

    public static Task<CalculationStatus> Status(this Party host, Guid id) => host.Get(Routes.Calculation(id)).Status();

    public static Task<HttpResponseMessage> Create(
        this Party party, string route, DeclaredFile file, byte[]? body = null, params (string, string)[] headers) =>
        party.Send(
            HttpMethod.Post,
            route,
            body is null ? null : Bytes(body),
            [
                (HeaderName.TusResumable, Tus.Version),
                (HeaderName.UploadLength, $"{file.Size}"),
                (HeaderName.UploadMetadata, $"name {Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Name))}"),
                .. headers,
            ]);

    public static Task<HttpResponseMessage> Patch(
        this Party party, string upload, long offset, byte[] body, params (string, string)[] headers) => party.Patch(
            upload, offset, Bytes(body), headers);

    public static Task<HttpResponseMessage> Patch(
        this Party party, string upload, long offset, HttpContent body, params (string, string)[] headers) => party.Send(
            HttpMethod.Patch, upload, body, [(HeaderName.TusResumable, Tus.Version), (HeaderName.UploadOffset, $"{offset}"), .. headers]);

    public static async Task<long> Offset(this Party party, string upload, params (string, string)[] headers)
    {
        using var answer = await party.Send(HttpMethod.Head, upload, null, headers).Is(HttpStatusCode.OK);
        return long.Parse(answer.Header(HeaderName.UploadOffset));
    }

    public static async Task<string> Upload(this Party party, string route, string name, byte[] content, params (string, string)[] headers)
    {
        using var answer = await party.Create(route, Content.Declare(name, content), content, headers).Is(HttpStatusCode.Created);
        Assert.Equal($"{content.Length}", answer.Header(HeaderName.UploadOffset));
        return answer.Headers.Location!.OriginalString;
    }

    public static ByteArrayContent Bytes(byte[] body) => new(body) { Headers = { ContentType = new(Tus.MediaType) } };

    public static Task<HttpResponseMessage> AskForWork(this Party agent, string site = "demo-site", Guid? claim = null, int wait = 0) =>
        agent.Put(Routes.Claim(site, claim ?? Guid.NewGuid(), wait), new ClaimRequest(Guid.NewGuid(), "1.0"));

    public static Task<HttpResponseMessage> Report(this Party agent, Guid id, string action, int epoch) =>
        agent.Post(Routes.Action(id, action), Party.Epoch(epoch));

    public static Task<HttpResponseMessage> End(this Party agent, Guid id, int epoch, EndReport report) =>
        agent.Post(Routes.Action(id, "end"), report, Party.Epoch(epoch));

    public static EndReport Ended(params DeclaredFile[] outputs) => new() { ExitCode = 0, Outputs = outputs };

    public static Task<HttpResponseMessage> AppendLog(
        this Party agent, Guid id, int epoch, long offset, byte[] bytes, LogStream stream = LogStream.Stdout) => agent.Send(
            HttpMethod.Patch, Routes.Log(id, stream), new ByteArrayContent(bytes), Party.Epoch(epoch), (HeaderName.LogOffset, $"{offset}"));

    /// <summary>Registers, releases and claims; the queue must be empty before.</summary>
    public static async Task<Claim> Hand(this Party host, Party agent, CalculationRequest request)
    {
        var id = await host.Register(request);
        await host.Post(Routes.Action(id, "release")).Status();
        var claim = await agent.AskForWork(request.Site).Claimed();
        Assert.Equal(id, claim.Calculation);
        return claim;
    }

    /// <summary>A calculation whose command runs.</summary>
    public static async Task<Claim> HandAndStart(this Party host, Party agent, CalculationRequest request)
    {
        var claim = await host.Hand(agent, request);
        await agent.Report(claim.Calculation, "start", claim.Epoch).Status();
        return claim;
    }
}
