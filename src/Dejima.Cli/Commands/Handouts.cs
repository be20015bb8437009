using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Client.Handout;

namespace Dejima.Cli.Commands;

/// <summary>What every command does that has to do with one calculation: find the way to its site, and open it.</summary>
internal static class Handouts
{
    /// <summary>Runs an action with the calculation's handout.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> WithAsync(
        ParseResult parsed, ConnectionOptions connection, Guid id, Func<ConsoleObserver> observer, Func<IHandout, Task<int>> action) =>
        Failures.GuardAsync(async () =>
        {
            var resolver = new SiteResolver(connection, parsed);
            using var shown = observer();
            var handout = resolver.Open(resolver.ForCalculation(id), shown);
            await using var _ = handout.ConfigureAwait(false);
            return await action(handout).ConfigureAwait(false);
        });
}
