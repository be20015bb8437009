using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push;
using Dejima.Ssh.Push.Sessions;

namespace Dejima.Ssh.Tests.Push;

/// <summary>Once a site was asked to start, how the sending ended counts only when it says no.</summary>
public class StartedTests
{
    private static readonly SiteReport Running = new() { Stage = SiteStage.Running };

    [Fact]
    public async Task A_sending_that_the_start_itself_ended_is_no_failure()
    {
        var answer = new TaskCompletionSource<SiteReport>();
        var started = Pushing.StartedAsync(() => answer.Task, Task.FromException(new IOException("refused: it is starting")));
        Assert.False(started.IsCompleted);
        answer.SetResult(Running);
        Assert.Same(Running, await started);
    }

    [Fact]
    public async Task When_the_site_says_no_the_sending_tells_why()
    {
        var why = await Assert.ThrowsAsync<IOException>(() => Pushing.StartedAsync(
            () => Task.FromException<SiteReport>(new SiteRefusedException(new Reason(GateError.WrongStage, "missing"))), Task.FromException(new IOException("disk full"))));
        Assert.Equal("disk full", why.Message);
    }

    [Fact]
    public async Task Asked_too_early_it_is_asked_again_once_all_is_sent()
    {
        var (sent, asked) = (new TaskCompletionSource(), 0);
        var started = Pushing.StartedAsync(
            () => ++asked == 1 ? Task.FromException<SiteReport>(new SiteRefusedException(new Reason(GateError.WrongStage, "missing"))) : Task.FromResult(Running),
            sent.Task);
        Assert.Equal((1, false), (asked, started.IsCompleted));
        sent.SetResult();
        Assert.Same(Running, await started);
        Assert.Equal(2, asked);
    }
}
