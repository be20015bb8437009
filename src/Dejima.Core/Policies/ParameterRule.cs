namespace Dejima.Core.Policies;

/// <summary>What values a parameter may have.</summary>
public abstract record ParameterRule
{
    /// <summary>The value when the host gives none; null when the host must give one.</summary>
    public string? Default { get; init; }

    /// <summary>What is allowed, for messages: it reaches the host.</summary>
    public abstract string Allowed { get; }

    /// <summary>Checks a value.</summary>
    /// <returns>The value as the program will see it, in one canonical form; null when it is not allowed.</returns>
    public abstract string? Accept(string value);
}
