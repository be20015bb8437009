using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;
using Dejima.Core.Calculations;

namespace Dejima.Agent.Tests;

/// <content>What it answers.</content>
internal sealed partial class FakeBroker
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        // /api/v1/sites/NAME/claims/ID and /api/v1/calculations/ID/CALL/...
        var path = request.RequestUri!.AbsolutePath.Split('/', 7);
        var call = path[5];
        Calls.Enqueue(call);
        Before(call);
        var answer = await AnswerAsync(call, path[^1], request, body, cancellationToken);
        After(call);
        return answer;
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        string call, string last, HttpRequestMessage request, byte[] body, CancellationToken token)
    {
        if (call == "claims")
            return await ClaimAsync(Guid.Parse(last), Read(body, ContractsJson.Default.ClaimRequest), token);
        var epoch = int.Parse(request.Headers.GetValues(HeaderName.LeaseEpoch).Single(), CultureInfo.InvariantCulture);
        if (call == "lease")
        {
            var renewed = Event(new CalculationEvent.Renew(epoch));
            if (!renewed.IsSuccessStatusCode)
                return renewed;
            if (!request.RequestUri!.Query.EndsWith("wait=0", StringComparison.Ordinal))
                await Task.WhenAny(_cancelled.Task, Task.Delay(TimeSpan.FromSeconds(20), token));
            return Json(new LeaseRenewal(60, Calculation.StopRequested), ContractsJson.Default.LeaseRenewal);
        }

        lock (_lock)
        {
            return call switch
            {
                "inputs" => new(HttpStatusCode.OK) { Content = new ByteArrayContent(_inputs[Uri.UnescapeDataString(last)]) },
                "start" => Started(epoch),
                "return" => Event(new CalculationEvent.GiveBack(epoch, Read(body, ContractsJson.Default.RefusalReport).Reason)),
                "refuse" => Event(new CalculationEvent.Refuse(epoch, Read(body, ContractsJson.Default.RefusalReport).Reason)),
                "end" => Ended(new CalculationEvent.End(epoch, Read(body, ContractsJson.Default.EndReport))),
                "complete" => Event(new CalculationEvent.Complete(epoch)),
                "outputs" => Output(epoch, request, body),
                "log" when epoch != _calculation.Epoch || _calculation.Lease is null => Problem(HttpStatusCode.Conflict, ErrorCode.StaleLease),
                "log" => Append(Logs[last == "stdout" ? 0 : 1], request, body),
                _ => Problem(HttpStatusCode.NotFound, ErrorCode.NotFound),
            };
        }
    }

    private async Task<HttpResponseMessage> ClaimAsync(Guid claim, ClaimRequest request, CancellationToken token)
    {
        while (!TryOffer(claim, request))
            await Task.Delay(5, token);
        return Offer();
    }

    private bool TryOffer(Guid claim, ClaimRequest request)
    {
        lock (_lock)
        {
            if (_calculation.State == CalculationState.Waiting)
                Decide(new CalculationEvent.Claim(claim, request.Agent, request.Times, request.Restartable));
            return _calculation.State == CalculationState.Claimed && _calculation.Lease?.Claim == claim;
        }
    }

    private HttpResponseMessage Offer() => Json(
        new Claim
        {
            Calculation = _calculation.Id,
            Epoch = _calculation.Epoch,
            LeaseSeconds = 60,
            User = _calculation.User,
            Command = _calculation.Request.Command,
            Parameters = _calculation.Request.Parameters,
            Inputs = _calculation.Request.Inputs,
            Outputs = _calculation.Request.Outputs,
        },
        ContractsJson.Default.Claim);

    private HttpResponseMessage Output(int epoch, HttpRequestMessage request, byte[] body)
    {
        var metadata = request.Headers.GetValues(HeaderName.UploadMetadata).Single();
        var name = Encoding.UTF8.GetString(Convert.FromBase64String(metadata["name ".Length..]));
        var answer = Event(new CalculationEvent.OutputReceived(epoch, name));
        if (!answer.IsSuccessStatusCode)
            return answer;
        Outputs[name] = Encoding.UTF8.GetString(body);
        var created = new HttpResponseMessage(HttpStatusCode.Created);
        created.Headers.Location = new Uri("api/v1/uploads/1", UriKind.Relative);
        created.Headers.Add(HeaderName.UploadOffset, request.Headers.GetValues(HeaderName.UploadLength).Single());
        return created;
    }

    private static HttpResponseMessage Append(MemoryStream log, HttpRequestMessage request, byte[] body)
    {
        var offset = long.Parse(request.Headers.GetValues(HeaderName.LogOffset).Single(), CultureInfo.InvariantCulture);
        if (offset != log.Length)
            return Problem(HttpStatusCode.Conflict, ErrorCode.OffsetMismatch, log.Length);
        log.Write(body);
        var appended = new HttpResponseMessage(HttpStatusCode.NoContent);
        appended.Headers.Add(HeaderName.LogOffset, log.Length.ToString(CultureInfo.InvariantCulture));
        return appended;
    }

    // As the broker does it: each run's log begins at 0 for its agent.
    private HttpResponseMessage Started(int epoch)
    {
        var before = _calculation.State;
        var answer = Event(new CalculationEvent.Start(epoch));
        if (answer.IsSuccessStatusCode && before == CalculationState.Claimed)
            Array.ForEach(Logs, log => log.SetLength(0));
        return answer;
    }

    private HttpResponseMessage Ended(CalculationEvent.End end)
    {
        if (NoRoom is { } code && end.Report.Outputs.Count > 0)
            return Problem(HttpStatusCode.RequestEntityTooLarge, code);
        var answer = Event(end);
        return !answer.IsSuccessStatusCode ? answer : Json(
            new CalculationStatus
            {
                Id = _calculation.Id,
                Site = "s",
                Command = "work",
                User = _calculation.User,
                State = _calculation.State,
                Version = 1,
                CancelRequested = _calculation.CancelRequested,
                Outputs = _calculation.Outputs,
                RegisteredAt = _calculation.RegisteredAt,
            },
            ContractsJson.Default.CalculationStatus);
    }

    private HttpResponseMessage Event(CalculationEvent occurred)
    {
        lock (_lock)
        {
            return Decide(occurred) is { } refusal
                ? Problem(HttpStatusCode.Conflict, refusal.Code)
                : new(HttpStatusCode.NoContent);
        }
    }

    private static T Read<T>(byte[] body, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(body, type)!;

    private static HttpResponseMessage Json<T>(T value, JsonTypeInfo<T> type) =>
        new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(value, type), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Problem(HttpStatusCode status, string code, long? offset = null) => new(status)
    {
        Content = new StringContent(
            JsonSerializer.Serialize(new Problem { Code = code, Offset = offset }, ContractsJson.Default.Problem),
            Encoding.UTF8,
            Contracts.Errors.Problem.MediaType),
    };
}
