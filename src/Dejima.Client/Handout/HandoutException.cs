using Dejima.Contracts.Errors;

namespace Dejima.Client.Handout;

/// <summary>The other end said no.</summary>
/// <param name="code">One of <see cref="ErrorCode"/>; empty when something between here and there answered instead.</param>
/// <param name="message">For people.</param>
/// <param name="inner">What was thrown, if anything.</param>
public class HandoutException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ErrorCode"/>; empty when something between here and there answered instead.</summary>
    public string Code { get; } = code;
}
