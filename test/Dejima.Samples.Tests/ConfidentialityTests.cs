using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.Tests;

/// <summary>Nothing of the site's model may be in what the site gives out.</summary>
public sealed class ConfidentialityTests(SampleRun run)
{
    [Fact]
    public void No_node_of_the_model_is_in_what_the_site_gives_out()
    {
        string[] given = [File.ReadAllText(run.Place["XX.dat"]), File.ReadAllText(run.Place["XX.inp"]),
            run.Solving.Out, run.Solving.Error];
        var model = File.ReadAllLines(run.Place["site/model.inp"]);
        var nodes = model.Skip(1).TakeWhile(line => line[0] != '*').ToList();
        Assert.True(nodes.Count > 1000);
        foreach (var text in given)
        {
            Assert.DoesNotContain(nodes, node => text.Contains(node, StringComparison.Ordinal));
            // Nor a single coordinate; zero and whole millimetres are in any text and say nothing.
            var numbers = text.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            Assert.DoesNotContain(nodes.SelectMany(node => node.Split(", ")[1..3]), numbers.Contains);
        }
    }

    [Fact]
    public void The_solver_input_names_the_model_without_its_place()
    {
        var input = File.ReadAllText(run.Place["XX.inp"]);
        Assert.Contains("*INCLUDE, INPUT=model.inp\n", input, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Place.Folder, input, StringComparison.Ordinal);
        Assert.DoesNotContain("*NODE", input, StringComparison.Ordinal);
        Assert.DoesNotContain("*ELEMENT", input, StringComparison.Ordinal);
    }

    [Fact]
    public void The_workspace_holds_what_was_declared_and_nothing_else()
    {
        var policy = Sample.SitePolicy().At("commands", "stress-distribution");
        Assert.Equal(policy.At("inputs").Values().Concat(policy.At("outputs").Values()).Order(), run.WorkspaceFiles.Order());
    }

    [Fact]
    public async Task The_solvers_complaints_stay_at_the_site()
    {
        using var place = await new Workplace().Ready([25]);
        // A node that the solver cannot read: it quotes the whole line.
        var model = await File.ReadAllTextAsync(place["site/model.inp"]);
        place.With("site/model.inp", model.Replace("** end", "*NODE\n99999, 1.2345, SECRET\n** end", StringComparison.Ordinal));
        place.Environment["SOLVER_LOG"] = place["site/log"];

        var outcome = await place.Run("stress-distribution");

        Assert.Equal(ExitCode.Solver, outcome.Code);
        Assert.Contains("99999,1.2345,SECRET", await File.ReadAllTextAsync(place["site/log"]), StringComparison.OrdinalIgnoreCase);
        foreach (var text in (string[])[outcome.Out, outcome.Error])
        {
            Assert.DoesNotContain("SECRET", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("1.2345", text, StringComparison.Ordinal);
            Assert.DoesNotContain(place.Folder, text, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(place["XX.dat"]));
    }
}
