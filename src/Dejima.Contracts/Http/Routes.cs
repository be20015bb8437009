using System.Globalization;
using Dejima.Contracts.Calculations;

namespace Dejima.Contracts.Http;

/// <summary>The addresses of the native API, relative to the broker's URL.</summary>
public static class Routes
{
    /// <summary>What all of them begin with.</summary>
    public const string Base = "api/v1";

    /// <summary>Own calculations (GET).</summary>
    public const string Calculations = Base + "/calculations";

    /// <summary>One calculation (PUT registers, GET shows).</summary>
    public static string Calculation(Guid id) => $"{Calculations}/{id:D}";

    /// <summary>Status, waiting at most so long for a version past <paramref name="after"/>.</summary>
    public static string CalculationAfter(Guid id, long after, int waitSeconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Calculation(id)}?after={after}&wait={waitSeconds}");

    /// <summary>An action on a calculation: release, cancel, collect; lease, start, refuse, end, complete.</summary>
    public static string Action(Guid id, string action) => $"{Calculation(id)}/{action}";

    /// <summary>Where uploads of inputs are created (host).</summary>
    public static string Inputs(Guid id) => $"{Calculation(id)}/inputs";

    /// <summary>Where uploads of outputs are created (agent).</summary>
    public static string Outputs(Guid id) => $"{Calculation(id)}/outputs";

    /// <summary>One input's bytes (agent).</summary>
    public static string Input(Guid id, string name) => $"{Inputs(id)}/{Escaped(name)}";

    /// <summary>One output's bytes (host).</summary>
    public static string Output(Guid id, string name) => $"{Outputs(id)}/{Escaped(name)}";

    /// <summary>A stream of the log: GET reads, PATCH appends.</summary>
    public static string Log(Guid id, LogStream stream) =>
        $"{Calculation(id)}/log/{(stream == LogStream.Stdout ? "stdout" : "stderr")}";

    /// <summary>A log read that waits at most so long for bytes past the offset.</summary>
    public static string LogFrom(Guid id, LogStream stream, long offset, int waitSeconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Log(id, stream)}?offset={offset}&wait={waitSeconds}");

    /// <summary>A claim the agent made the id of (PUT).</summary>
    public static string Claim(string site, Guid claim, int waitSeconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Base}/sites/{site}/claims/{claim:D}?wait={waitSeconds}");

    private static string Escaped(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
}
