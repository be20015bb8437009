using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Dejima.Platform.Mac;

/// <summary>
/// A command's process group. Nobody can adopt orphans there, so what puts itself into a group of its own gets away from its
/// supervisor.
/// </summary>
[SupportedOSPlatform("macos")]
internal sealed class GroupTree(int process) : CommandTree
{
    private const int NoSuchProcess = 3;

    public override (int? ExitCode, int? Signal) Wait() => Children.WaitFor(process);

    public override bool NoneLeft() =>
        Children.NoneLeft() && LibC.Kill(-process, 0) != 0 && Marshal.GetLastPInvokeError() == NoSuchProcess;

    public override void Signal(LibC.Signal signal) => _ = LibC.Kill(-process, signal);
}
