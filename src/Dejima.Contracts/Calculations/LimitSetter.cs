namespace Dejima.Contracts.Calculations;

/// <summary>Whose time limit it is.</summary>
public enum LimitSetter
{
    /// <summary>The broker's (<c>broker.yaml</c>).</summary>
    Broker,

    /// <summary>The site's (<c>site.yaml</c>).</summary>
    Site,

    /// <summary>The caller's, given with the calculation.</summary>
    Caller,
}
