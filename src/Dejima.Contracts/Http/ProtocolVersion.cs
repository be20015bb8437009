using System.Globalization;

namespace Dejima.Contracts.Http;

/// <summary>
/// Versions of the native protocol. A new one is made only when old programs would misunderstand; further members and
/// headers are none, because everybody passes over what they do not know.
/// </summary>
public static class ProtocolVersion
{
    /// <summary>The one that these programs speak.</summary>
    public const int Current = 1;

    /// <summary>The oldest that a broker still takes.</summary>
    public const int Oldest = 1;

    /// <summary>What is meant when nothing is said: programs from before there was a header.</summary>
    public const int Unsaid = 1;

    /// <summary><see cref="Current"/> as the header has it.</summary>
    public static string Spoken { get; } = Current.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a header.</summary>
    /// <returns>Null when it is no version.</returns>
    public static int? Read(string? header) => header switch
    {
        null or "" => Unsaid,
        _ when int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => null,
    };
}
