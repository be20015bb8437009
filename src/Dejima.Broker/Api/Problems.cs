using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Every way to say no. The details are for people and hold no payload.</summary>
internal static partial class Problems
{
    /// <summary>A refusal of the state machine.</summary>
    public static RefusedException Of(Refusal refusal, CalculationState state) => new(Make(refusal.Code, refusal.Message) with
    {
        Missing = refusal.Missing.IsDefaultOrEmpty ? null : refusal.Missing,
        State = refusal.Code == ErrorCode.WrongState ? state.ToString() : null,
    });

    public static RefusedException Malformed(string detail) => No(ErrorCode.MalformedRequest, detail);

    public static RefusedException Protocol(string code, string detail) =>
        new(Make(code, detail) with { Oldest = ProtocolVersion.Oldest, Newest = ProtocolVersion.Current });

    public static RefusedException Unauthenticated() =>
        No(ErrorCode.Unauthenticated, "This call needs 'Authorization: Bearer TOKEN' with a valid token.");

    public static RefusedException ScopeMissing(string needed) =>
        No(ErrorCode.ScopeMissing, $"This call needs a token with the scope {needed}.");

    public static RefusedException UnknownSite(string site) =>
        No(ErrorCode.UnknownSite, $"There is no site '{site}' that you may use.");

    public static RefusedException UnknownCalculation() =>
        No(ErrorCode.UnknownCalculation, "There is no such calculation.");

    public static RefusedException UnknownFile() => No(ErrorCode.UnknownFile, "The calculation has no such file.");

    public static RefusedException CommandNotOffered(string site, string command) =>
        No(ErrorCode.CommandNotOffered, $"The site '{site}' does not offer the command '{command}'.");

    public static RefusedException CalculationExists() =>
        No(ErrorCode.CalculationExists, "The id is taken by another registration.");

    public static RefusedException InvalidName(string detail) => No(ErrorCode.InvalidName, detail);

    public static RefusedException DuplicateName(string name) =>
        No(ErrorCode.DuplicateName, $"The file '{name}' is named twice.");

    public static RefusedException StaleLease() =>
        No(ErrorCode.StaleLease, "The lease of this epoch is no longer valid.");

    public static RefusedException WrongState(CalculationState state, string detail) =>
        new(Make(ErrorCode.WrongState, detail) with { State = state.ToString() });

    public static RefusedException PayloadGone() => No(ErrorCode.PayloadGone, "The payload was deleted.");

    public static RefusedException TooLarge(long limit, string? detail = null) =>
        new(Make(ErrorCode.TooLarge, detail ?? $"More than the {limit} bytes that are allowed.") with { Limit = limit });

    public static RefusedException Internal() =>
        No(ErrorCode.Internal, "The broker failed; its log says more. The request may be repeated.");

    /// <summary>A problem without more to it.</summary>
    public static Problem Make(string code, string detail)
    {
        var kind = ProblemKind.Of(code);
        return new Problem
        {
            Type = $"urn:dejima:problem:{code}",
            Title = kind.Title,
            Status = kind.Status,
            Detail = detail,
            Code = code,
        };
    }

    /// <summary>A refusal without more to it.</summary>
    public static RefusedException No(string code, string detail) => new(Make(code, detail));
}
