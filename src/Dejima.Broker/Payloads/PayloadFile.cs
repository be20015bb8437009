using System.Globalization;

namespace Dejima.Broker.Payloads;

/// <summary>
/// One file of a calculation, by its place in the calculation's list. Users' names never become names on the broker's
/// disk. The text form is the upload's id.
/// </summary>
internal readonly record struct PayloadFile(Guid Calculation, PayloadKind Kind, int Index)
{
    /// <summary>Its name within the calculation's folder.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(Kind == PayloadKind.Input ? "input" : "output")}-{Index}");

    /// <summary>Reads an upload's id.</summary>
    public static bool TryParse(string text, out PayloadFile file)
    {
        file = default;
        if (text.Split('-') is not [var calculation, var kind, var index])
            return false;
        if (!Guid.TryParseExact(calculation, "N", out var id) || kind is not ("input" or "output"))
            return false;
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        file = new PayloadFile(id, kind == "input" ? PayloadKind.Input : PayloadKind.Output, number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Calculation:N}-{Name}";
}
