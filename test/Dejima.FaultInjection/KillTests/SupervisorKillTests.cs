using Dejima.Contracts.Calculations;
using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.KillTests;

/// <summary>The supervisor or the command dies: the calculation fails with a reason and is not started twice.</summary>
public class SupervisorKillTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    [Theory]
    [InlineData(Step.Registered)]
    [InlineData(Step.Claimed)]
    [InlineData(Step.WorkspaceMade)]
    [InlineData(Step.InputsFetched)]
    [InlineData(Step.Started)]
    public async Task One_that_waits_for_work_is_not_missed(Step at)
    {
        await using var trial = new Trial(shared.Plant, Kills.WaitingSupervisor(at));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }

    [Fact]
    public async Task Supervisor()
    {
        await using var trial = new Trial(shared.Plant, Kills.Supervisor(Step.Running));
        await trial.ShouldHaveFailedAsync(await trial.ToEndAsync(), CalculationState.Failed, "The command was lost");
    }

    [Fact]
    public async Task Command()
    {
        await using var trial = new Trial(shared.Plant, Kills.Command(Step.Running));
        await trial.ShouldHaveFailedAsync(await trial.ToEndAsync(), CalculationState.Failed, "signal 9");
    }

    [Fact]
    public async Task Supervisor_and_agent_at_once()
    {
        await using var trial = new Trial(shared.Plant, Kills.Supervisor(Step.Running), Kills.Agent(Step.Running));
        await trial.ShouldHaveFailedAsync(await trial.ToEndAsync(), CalculationState.Failed, "The command was lost");
    }
}
