using System.CommandLine;
using Dejima.Broker.Storage;
using Dejima.Contracts.Names;
using Microsoft.EntityFrameworkCore;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>user create</c> and <c>user list</c>.</summary>
internal static class UserCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Make() => new("user", Say("Users, whom tokens belong to.", "トークンの持ち主であるユーザーを扱います。"))
    {
        MakeCreate(),
        MakeList(),
    };

    private static ExampleCommand MakeCreate()
    {
        var config = Common.Config();
        var name = new Argument<string>("NAME") { Description = Say(Identifier.Rule, "英数字と - _ . で 64 文字まで") };
        var create = new ExampleCommand(
            "create", Say("Makes a user.", "ユーザーを作ります。"),
            "dejima-broker user create --config broker.yaml alice") { name, config };
        create.SetAction((parsed, cancellation) => Create(parsed.GetRequiredValue(config), parsed.GetRequiredValue(name), cancellation));
        return create;
    }

    private static ExampleCommand MakeList()
    {
        var (config, json) = (Common.Config(), Common.Json());
        var list = new ExampleCommand(
            "list", Say("Lists users.", "ユーザーの一覧。"), "dejima-broker user list --config broker.yaml --json") { config, json };
        list.SetAction((parsed, cancellation) => List(parsed.GetRequiredValue(config), parsed.GetValue(json), cancellation));
        return list;
    }

    private static async Task<int> Create(string config, string name, CancellationToken cancellation)
    {
        if (!Identifier.IsValid(name))
            throw new CommandException(Say($"'{name}' is not a name: {Identifier.Rule}", $"'{name}' は名前として使えません"), ExitCode.Usage);
        await using var database = await Common.Database(config, cancellation);
        // A user who is there already is what was asked for.
        if (await database.Users.AnyAsync(row => row.Name == name, cancellation))
            return ExitCode.Fine;
        database.Users.Add(new UserRow { Name = name, CreatedAt = TimeProvider.System.GetUtcNow() });
        await database.SaveChangesAsync(cancellation);
        return ExitCode.Fine;
    }

    private static async Task<int> List(string config, bool asJson, CancellationToken cancellation)
    {
        await using var database = await Common.Database(config, cancellation);
        var users = await database.Users.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        Common.Print(
            [.. users.Select(row => new ListedUser(row.Name, row.CreatedAt))],
            asJson,
            ListJson.Default.IReadOnlyListListedUser,
            [Say("Name", "名前"), Say("Created", "作成")],
            user => [user.Name, Common.Shown(user.CreatedAt)]);
        return ExitCode.Fine;
    }
}
