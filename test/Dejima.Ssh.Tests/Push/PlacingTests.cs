using Dejima.Ssh.Push.Transfers;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>Fetched results get to their place, whatever a site made of them.</summary>
public sealed class PlacingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Staging _staging;
    private readonly List<(string Name, string Why)> _left = [];

    public PlacingTests() => _staging = new Staging(_folder["into"], Guid.CreateVersion7()).Create();

    [Fact]
    public async Task Names_that_are_not_UTF_8_are_left_and_all_others_come()
    {
        // 0x83 0x65 is a letter in Shift-JIS.
        await ShellAsync(@"printf x > ""$(printf '\203\145')""; mkdir ""$(printf 'f\377')"" sub; printf x > ""$(printf 'f\377/inner')""; printf x > ""$(printf 'sub/\377')""; printf x > good; printf x > sub/good");
        var written = Place("/home/nobody");
        Assert.Equal([Into("good"), Into("sub/good")], written);
        Assert.Equal(["f\uFFFD", "sub/\uFFFD", "\uFFFDe"], _left.Where(left => left.Why.Contains("UTF-8", StringComparison.Ordinal)).Select(left => left.Name));
        Assert.True(!Directory.Exists(Into(_staging.Name)) || _left.Exists(left => left.Name == _staging.Name), "what is left is told");
    }

    [Fact]
    public async Task Links_to_their_own_folder_are_not_followed()
    {
        await ShellAsync("ln -s . a; ln -s . b; mkdir sub; ln -s .. sub/up; printf x > file");
        Assert.Equal([Into("a"), Into("b"), Into("file"), Into("sub/up")], Place("/home/nobody"));
        Assert.Empty(_left);
        Assert.Equal(".", new FileInfo(Into("a")).LinkTarget);
        Assert.False(Directory.Exists(Into(_staging.Name)));
    }

    [Fact]
    public async Task In_the_home_folder_hidden_names_come_only_when_they_were_asked_for()
    {
        await ShellAsync("mkdir .ssh .cache sub; printf x > .bashrc; printf x > .ssh/authorized_keys; printf x > .cache/out; printf x > sub/.inner; printf x > plain");
        var written = Place(_folder["into"], ".cache/out");
        Assert.Equal([Into(".cache/out"), Into("plain"), Into("sub/.inner")], written);
        Assert.Equal([".bashrc", ".ssh"], _left.Select(left => left.Name));
        Assert.False(Path.Exists(Into(".ssh")));
    }

    [Fact]
    public async Task A_folder_that_the_home_folder_is_in_counts_too()
    {
        Directory.CreateDirectory(Into("home/me"));
        Directory.CreateSymbolicLink(_folder["home"], Into("home/me"));
        await ShellAsync("mkdir -p home/me/.ssh; printf x > home/me/.profile; printf x > home/me/.ssh/config; printf x > home/me/plain; printf x > .hidden");
        Assert.Equal([Into("home/me/plain")], Place(_folder["home"]));
        Assert.Equal([".hidden", "home/me/.profile", "home/me/.ssh"], _left.Select(left => left.Name));
    }

    [Fact]
    public async Task Elsewhere_hidden_names_come()
    {
        Directory.CreateDirectory(_folder["home"]);
        await ShellAsync("mkdir .d; printf x > .d/f; printf x > .f");
        Assert.Equal([Into(".d/f"), Into(".f")], Place(_folder["home"]));
        Assert.Empty(_left);
    }

    public void Dispose() => _folder.Dispose();

    private string Into(string name) => Path.Combine(_folder["into"], name);

    private IReadOnlyList<string> Place(string home, params string[] declared) =>
        new Placing(_staging, _folder["into"], declared, (name, why) => _left.Add((name, why))).Run(home);

    private async Task ShellAsync(string script)
    {
        var ran = await Running.ToEndAsync("sh", ["-c", script], folder: _staging.Files);
        Assert.True(ran.ExitCode == 0, ran.ToString());
    }
}
