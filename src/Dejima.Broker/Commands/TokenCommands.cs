using System.CommandLine;
using Dejima.Broker.Access;
using Microsoft.EntityFrameworkCore;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>token list</c> and <c>token revoke</c>; <c>token create</c> is <see cref="TokenCreation"/>.</summary>
internal static class TokenCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Make() => new("token", Say("Tokens of hosts, agents and operators.", "トークンを扱います。"))
    {
        TokenCreation.Make(),
        MakeList(),
        MakeRevoke(),
    };

    private static ExampleCommand MakeList()
    {
        var (config, json) = (Common.Config(), Common.Json());
        var list = new ExampleCommand(
            "list", Say("Lists tokens (never the token itself).", "トークンの一覧（トークン自体は表示されません）。"),
            "dejima-broker token list --config broker.yaml") { config, json };
        list.SetAction((parsed, cancellation) => List(parsed.GetRequiredValue(config), parsed.GetValue(json), cancellation));
        return list;
    }

    private static ExampleCommand MakeRevoke()
    {
        var config = Common.Config();
        var id = new Argument<string>("ID") { Description = Say("As 'token list' shows it", "token list の ID") };
        var revoke = new ExampleCommand(
            "revoke", Say("Takes a token's validity; running servers notice within a second.", "トークンを無効にします（1 秒以内に有効）。"),
            "dejima-broker token revoke --config broker.yaml 1f3a9c02") { id, config };
        revoke.SetAction((parsed, cancellation) => Revoke(parsed.GetRequiredValue(config), parsed.GetRequiredValue(id), cancellation));
        return revoke;
    }

    private static async Task<int> List(string config, bool asJson, CancellationToken cancellation)
    {
        await using var database = await Common.Database(config, cancellation);
        var tokens = await database.Tokens.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellation);
        Common.Print(
            [.. tokens.Select(row => new ListedToken(
                row.Id, row.User, row.Scopes.Split(' '), row.CreatedAt, row.ExpiresAt, row.LastUsedAt, row.RevokedAt))],
            asJson,
            ListJson.Default.IReadOnlyListListedToken,
            ["ID", Say("User", "ユーザー"), Say("Scopes", "権限"), Say("Created", "作成"), Say("Expires", "期限"), Say("Last used", "最終使用"), Say("Revoked", "取消")],
            token => [
                token.Id, token.User, string.Join(' ', token.Scopes), Common.Shown(token.CreatedAt), Common.Shown(token.ExpiresAt),
                Common.Shown(token.LastUsedAt), Common.Shown(token.RevokedAt)]);
        return ExitCode.Fine;
    }

    private static async Task<int> Revoke(string config, string id, CancellationToken cancellation)
    {
        await using var database = await Common.Database(config, cancellation);
        DateTimeOffset? now = TimeProvider.System.GetUtcNow();
        var changed = await database.Tokens
            .Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(token => token.RevokedAt, token => token.RevokedAt ?? now), cancellation);
        if (changed == 0)
            throw new CommandException(Say($"there is no token {id}; see 'token list'", $"トークン {id} はありません。token list を見てください"));
        return ExitCode.Fine;
    }
}
