using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Agent.Tests;

/// <summary>
/// The agent's side of the broker's protocol for one calculation, in memory, ruled by the real state machine. It is there
/// for faults: <see cref="Before"/> and <see cref="After"/> see each call by its name and may throw.
/// </summary>
internal sealed partial class FakeBroker : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, byte[]> _inputs;
    private Calculation _calculation;

    public FakeBroker(CalculationRequest request, Dictionary<string, string> inputs)
    {
        _inputs = inputs.ToDictionary(input => input.Key, input => Encoding.UTF8.GetBytes(input.Value));
        request = request with
        {
            Inputs = [.. _inputs.Select(input => new DeclaredFile(input.Key, input.Value.Length, Convert.ToHexStringLower(SHA256.HashData(input.Value))))],
        };
        _calculation = Calculation.Register(Guid.NewGuid(), "sato", request, new Limits(), DateTimeOffset.UtcNow);
        foreach (var name in _inputs.Keys)
            Decide(new CalculationEvent.InputReceived(name));
        Decide(new CalculationEvent.Release());
    }

    public Action<string> Before { get; set; } = _ => { };

    public Action<string> After { get; set; } = _ => { };

    /// <summary>Why a report that announces outputs is refused.</summary>
    public string? NoRoom { get; set; }

    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentDictionary<string, string> Outputs { get; } = [];

    public MemoryStream[] Logs { get; } = [new(), new()];

    public string Stdout => Encoding.UTF8.GetString(Logs[0].ToArray());

    public Calculation Calculation
    {
        get
        {
            lock (_lock)
                return _calculation;
        }
    }

    public void Cancel()
    {
        lock (_lock)
            Decide(new CalculationEvent.Cancel());
        _cancelled.TrySetResult();
    }

    /// <summary>What the broker does when a time limit is over that the site did not keep.</summary>
    public void Overrun()
    {
        lock (_lock)
            _calculation = _calculation with { Overran = new TimeLimit(LimitSetter.Broker, 60) };
        _cancelled.TrySetResult();
    }

    /// <summary>The agent has not been heard for an hour, or as long as told.</summary>
    public void Lose(TimeSpan? after = null)
    {
        lock (_lock)
        {
            var now = DateTimeOffset.UtcNow + (after ?? TimeSpan.FromHours(1));
            _calculation = CalculationMachine.Decide(_calculation, new CalculationEvent.Tick(), now).Calculation;
        }

        _cancelled.TrySetResult();
    }

    /// <summary>Something happens at the broker.</summary>
    public void Happens(CalculationEvent occurred)
    {
        lock (_lock)
            Decide(occurred);
    }

    /// <summary>Another agent gets it: from now on the epoch of the one before is stale.</summary>
    public void TakeAway()
    {
        lock (_lock)
            _calculation = _calculation with { Epoch = _calculation.Epoch + 1 };
        _cancelled.TrySetResult();
    }

    private Refusal? Decide(CalculationEvent occurred)
    {
        var decision = CalculationMachine.Decide(_calculation, occurred, DateTimeOffset.UtcNow);
        _calculation = decision.Calculation;
        return decision.Refusal;
    }
}
