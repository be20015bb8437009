using System.CommandLine;
using System.Security.Cryptography;
using Dejima.Broker.Access;
using Dejima.Broker.Storage;
using Dejima.Core.Documents;
using Microsoft.EntityFrameworkCore;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>token create</c>: makes a token and shows it this one time.</summary>
internal static class TokenCreation
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var config = Common.Config();
        var user = new Option<string>("--user", "-u") { Description = Say("Whom it belongs to", "持ち主のユーザー"), Required = true };
        var scope = new Option<string[]>("--scope", "-s")
        {
            Description = $"{Scope.Rule}{Say("; may be given several times", "（複数指定可）")}",
            Required = true,
        };
        var expires = new Option<string?>("--expires") { Description = Say("How long it is good for, such as 90d", "有効期間（例: 90d）"), HelpName = "TIME" };
        var output = new Option<string?>("--out")
        {
            Description = Say("Write it to this new file that only its owner can read", "所有者だけが読める新しいファイルに書く"),
            HelpName = "FILE",
        };
        var command = new ExampleCommand(
            "create",
            Say("Makes a token and shows it this one time.", "トークンを作り、一度だけ表示します。"),
            "dejima-broker token create --config broker.yaml --user alice --scope submit --expires 90d",
            "dejima-broker token create --config broker.yaml --user demo-agent --scope site:demo-site --out token")
        {
            config, user, scope, expires, output,
        };
        command.SetAction((parsed, cancellation) => Create(
            parsed.GetRequiredValue(config),
            parsed.GetRequiredValue(user),
            parsed.GetRequiredValue(scope),
            parsed.GetValue(expires),
            parsed.GetValue(output),
            cancellation));
        return command;
    }

    private static async Task<int> Create(
        string config, string user, string[] scopes, string? expires, string? output, CancellationToken cancellation)
    {
        var lifetime = Lifetime(expires);
        if (scopes.FirstOrDefault(scope => !Scope.IsValid(scope)) is { } invalid)
            throw new CommandException(Say($"'{invalid}' is not a scope: {Scope.Rule}", $"'{invalid}' は権限ではありません: {Scope.Rule}"), ExitCode.Usage);
        await using var database = await Common.Database(config, cancellation);
        if (!await database.Users.AnyAsync(row => row.Name == user, cancellation))
            throw new CommandException(Say(
                $"there is no user '{user}'; make it with: dejima-broker user create --config {config} {user}",
                $"ユーザー '{user}' はありません。先に作ってください: dejima-broker user create --config {config} {user}"));

        var token = TokenText.New();
        // The file first: if it cannot be written there is no token that nobody has.
        await using var file = output is null ? null : NewFile(output);
        await Store(database, token, user, scopes, lifetime, cancellation);
        await using var writer = file is null ? null : new StreamWriter(file);
        await (writer ?? Console.Out).WriteLineAsync(token);
        return ExitCode.Fine;
    }

    private static async Task Store(
        BrokerContext database, string token, string user, string[] scopes, TimeSpan? lifetime, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        database.Tokens.Add(new TokenRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            Hash = TokenText.Hash(token),
            User = user,
            Scopes = string.Join(' ', scopes.Distinct()),
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        });
        await database.SaveChangesAsync(cancellation);
    }

    private static TimeSpan? Lifetime(string? text)
    {
        if (text is null)
            return null;
        return Measure.TryDuration(text, out var lifetime)
            ? lifetime
            : throw new CommandException(
                Say($"--expires: '{text}' is not {Measure.DurationRule}", $"--expires: '{text}' は正しくありません（{Measure.DurationRule}）"), ExitCode.Usage);
    }

    private static FileStream NewFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
