using System.Text.Json;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Tests;

/// <summary>The lines between host and gate as <c>docs/protocol.md</c> shows them.</summary>
public class ProtocolTests
{
    [Fact]
    public void A_request_is_one_line()
    {
        var line = JsonSerializer.Serialize(
            new GateRequest { Number = 7, Operation = GateOperation.Watch, Heard = new Heard(10, 0), Known = SiteStage.Running, WaitSeconds = 30 },
            GateJson.Default.GateRequest);
        Assert.Equal("""{"number":7,"operation":"Watch","heard":{"stdout":10,"stderr":0},"known":"Running","waitSeconds":30}""", line);
    }
}
