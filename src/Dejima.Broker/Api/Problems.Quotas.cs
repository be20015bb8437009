using Dejima.Contracts.Errors;

namespace Dejima.Broker.Api;

/// <content>About quotas.</content>
internal static partial class Problems
{
    public static RefusedException TooManyOfUser(long limit) => Over(
        ErrorCode.QuotaCalculations, QuotaOf.User, limit,
        $"You have {limit} calculations waiting, which is as many as this broker keeps for one user. Try again when some of them have started or ended.");

    public static RefusedException TooManyAtSite(string site, long limit) => Over(
        ErrorCode.QuotaCalculations, QuotaOf.Site, limit,
        $"{limit} calculations wait for the site '{site}', which is as many as this broker keeps for one site. Try again when some of them have started or ended.");

    public static RefusedException TooMuchOfUser(long limit) => Over(
        ErrorCode.QuotaUserSize, QuotaOf.User, limit,
        $"With these files you would have more than the {limit} bytes that this broker keeps for one user. Collect or cancel some of your calculations, or try again when they have ended.");

    public static RefusedException TooMuchInAll(long limit) => Over(
        ErrorCode.QuotaTotalSize, QuotaOf.All, limit,
        $"With these files there would be more than the {limit} bytes that this broker keeps in all. Try again later.");

    private static RefusedException Over(string code, string whose, long limit, string detail) =>
        new(Make(code, detail) with { Limit = limit, Quota = whose });
}
