using Dejima.Contracts.Names;
using Dejima.Core.Policies;
using Dejima.Execution.Executors;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>Reads the policy and opens what a gate process works with.</summary>
internal sealed class GateOpening : IDisposable
{
    private readonly GateLog _log;

    private GateOpening(GateDuty duty, GateLog log) => (Value, _log) = (duty, log);

    /// <summary>What was opened.</summary>
    public GateDuty Value { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="Core.Documents.DocumentException">The policy is not valid.</exception>
    /// <exception cref="IOException">Something of the site's cannot be used.</exception>
    public static GateOpening Open(GateOptions options)
    {
        var path = Path.GetFullPath(options.PolicyFile);
        var policy = SitePolicyReader.Read(File.ReadAllText(path), path);
        if (!Identifier.IsValid(options.User))
            throw new IOException($"'{options.User}' is no user's name: {Identifier.Rule}");
        var folder = GateFolder.Open(policy, options.Variable);
        var log = new GateLog(Path.Combine(folder.Path, "gate.log"), options.Time);
        return new GateOpening(new GateDuty(options, policy, folder, new ProcessExecutor(options.Supervisor) { Refills = false }, log), log);
    }

    public void Dispose()
    {
        Value.Executor.Dispose();
        _log.Dispose();
    }
}
