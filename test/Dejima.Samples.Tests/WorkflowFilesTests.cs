namespace Dejima.Samples.Tests;

/// <summary>The sample's YAML files agree with one another.</summary>
public sealed class WorkflowFilesTests
{
    private static readonly string[] Modules = ["cyclic-curve", "stress-distribution", "fatigue-life"];

    [Fact]
    public void Every_input_of_every_module_is_connected()
    {
        var workflow = Sample.Workflow();
        Assert.Equal(Modules, workflow.At("modules").Keys());
        foreach (var name in Modules)
        {
            Assert.Equal($"modules/{name}.yaml", workflow.At("modules", name, "module").ToString());
            Assert.Equal(Sample.Module(name).At("inputs").Keys(), workflow.At("modules", name, "inputs").Keys());
        }
    }

    [Fact]
    public void Every_connection_leads_to_a_port()
    {
        var workflow = Sample.Workflow();
        var ports = workflow.At("inputs").Keys()
            .Concat(Modules.SelectMany(name => Sample.Module(name).At("outputs").Keys().Select(port => $"{name}/{port}")))
            .ToHashSet();
        var connections = Modules.SelectMany(name => workflow.At("modules", name, "inputs").Values())
            .Concat(workflow.At("outputs").Values()).ToList();
        Assert.Equal(13, connections.Count);
        Assert.All(connections, connection => Assert.Contains(connection, ports));
    }

    [Fact]
    public void The_remote_module_asks_for_what_the_site_offers()
    {
        var remote = Sample.Module("stress-distribution").At("remote");
        var policy = Sample.SitePolicy();
        Assert.Equal(policy.At("site").ToString(), remote.At("site").ToString());
        var command = policy.At("commands", remote.At("command").ToString());
        Assert.Equal(command.At("inputs").Values(), remote.At("inputs").Values());
        Assert.Equal(command.At("outputs").Values(), remote.At("outputs").Values());
        Assert.Equal(command.At("parameters").Keys(), remote.At("parameters").Keys());
    }
}
