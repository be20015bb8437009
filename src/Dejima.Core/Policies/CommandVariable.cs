namespace Dejima.Core.Policies;

/// <summary>The environment variables by which a command learns about its calculation.</summary>
public static class CommandVariable
{
    /// <summary>What every name that Dejima sets begins with, <see cref="Workspace"/> apart.</summary>
    public const string Prefix = "DEJIMA_";

    /// <summary>The calculation's id.</summary>
    public const string Calculation = Prefix + "CALCULATION";

    /// <summary>Whose calculation it is.</summary>
    public const string User = Prefix + "USER";

    /// <summary>The workspace's path; the name is the one that the programs in the field know.</summary>
    public const string Workspace = "CALC_DIR";

    /// <summary>The variable of a parameter: <c>mesh-size</c> becomes <c>DEJIMA_PARAM_MESH_SIZE</c>.</summary>
    public static string Of(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Prefix + "PARAM_" + parameter.ToUpperInvariant().Replace('-', '_').Replace('.', '_');
    }
}
