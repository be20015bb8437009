using System.Collections.Immutable;
using Dejima.Contracts.Errors;

namespace Dejima.Core.Calculations;

/// <summary>Why an event changed nothing although its sender wanted it to.</summary>
/// <param name="Code">One of <see cref="ErrorCode"/>.</param>
/// <param name="Message">For people.</param>
/// <param name="Missing">The files that are missing, when that is why.</param>
public sealed record Refusal(string Code, string Message, ImmutableArray<string> Missing = default);
