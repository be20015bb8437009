using Dejima.Broker.Configuration;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Api;

/// <summary>What the configuration allows.</summary>
internal static class RegistryRules
{
    /// <summary>Checks who may ask what of which site (design rule 5), and how much.</summary>
    /// <exception cref="RefusedException">The first thing that is not allowed.</exception>
    public static void Check(BrokerConfiguration configuration, string user, CalculationRequest request)
    {
        if (!configuration.Sites.TryGetValue(request.Site, out var site) || !site.Users.Contains(user))
            throw Problems.UnknownSite(request.Site);
        if (!site.Commands.Contains(request.Command))
            throw Problems.CommandNotOffered(request.Site, request.Command);
        if (request.Outputs.Count > configuration.Transfers.Files)
            throw TooMany(configuration.Transfers);
        Check(configuration.Transfers, request.Inputs);
    }

    /// <summary>Checks the sizes of one calculation's inputs or outputs.</summary>
    /// <exception cref="RefusedException">Too many or too large.</exception>
    public static void Check(TransferLimits limits, IReadOnlyList<DeclaredFile> files)
    {
        if (files.Count > limits.Files)
            throw TooMany(limits);
        if (files.FirstOrDefault(file => file.Size > limits.FileSize) is { } large)
            throw Problems.TooLarge(limits.FileSize, $"'{large.Name}' is larger than the {limits.FileSize} bytes that one file may have.");
        // Each is within the limit, so the sum of a few thousand needs more room than a long.
        if (files.Sum(file => (decimal)file.Size) > limits.CalculationSize)
            throw Problems.TooLarge(limits.CalculationSize, $"The files together are larger than the {limits.CalculationSize} bytes allowed.");
    }

    private static RefusedException TooMany(TransferLimits limits) => new(
        Problems.Make(Contracts.Errors.ErrorCode.TooLarge, $"More than the {limits.Files} files that one calculation may have."));
}
