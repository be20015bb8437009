using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests.Harness;

/// <summary>What answers must look like.</summary>
internal static class Answers
{
    public static async Task<T> Read<T>(this Task<HttpResponseMessage> answering, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await answering;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {expected}: {text}");
        return JsonSerializer.Deserialize(text, (JsonTypeInfo<T>)ContractsJson.Default.GetTypeInfo(typeof(T))!)!;
    }

    public static Task<CalculationStatus> Status(this Task<HttpResponseMessage> answering, HttpStatusCode expected = HttpStatusCode.OK) =>
        answering.Read<CalculationStatus>(expected);

    public static Task<IReadOnlyList<CalculationStatus>> Statuses(this Task<HttpResponseMessage> answering) =>
        answering.Read<IReadOnlyList<CalculationStatus>>();

    public static Task<LeaseRenewal> Renewal(this Task<HttpResponseMessage> answering) => answering.Read<LeaseRenewal>();

    public static Task<Claim> Claimed(this Task<HttpResponseMessage> answering) => answering.Read<Claim>();

    /// <summary>Problem details with this code, and everything they promise.</summary>
    public static async Task<Problem> Refused(this Task<HttpResponseMessage> answering, string code)
    {
        using var answer = await answering;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.Content.Headers.ContentType?.MediaType == Problem.MediaType, $"{(int)answer.StatusCode} {text}");
        var problem = JsonSerializer.Deserialize(text, ContractsJson.Default.Problem)!;
        Assert.True(problem.Code == code, $"expected {code}: {text}");
        Assert.Equal((int)answer.StatusCode, problem.Status);
        Assert.Equal($"urn:dejima:problem:{code}", problem.Type);
        Assert.NotEmpty(problem.Title!);
        Assert.NotEmpty(problem.Detail!);
        return problem;
    }

    public static async Task<HttpResponseMessage> Is(this Task<HttpResponseMessage> answering, HttpStatusCode expected)
    {
        var answer = await answering;
        if (answer.StatusCode != expected)
            Assert.Fail($"{(int)answer.StatusCode} instead of {expected}: {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    public static string Header(this HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
