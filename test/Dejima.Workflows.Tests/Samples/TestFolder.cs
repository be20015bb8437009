namespace Dejima.Workflows.Tests.Samples;

/// <summary>A folder of a test's own, with the files of a workflow in it.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Path = Directory.CreateTempSubdirectory("dejima-workflows-").FullName;

    public string Path { get; }

    /// <summary>Where the test's run goes.</summary>
    public string Into => this["run"];

    /// <summary>The absolute path of a file in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, with its folders.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>
    /// Writes a module whose program is a shell script. In the script $2, $4, … are the paths of the ports in order,
    /// and $HERE is this folder.
    /// </summary>
    public string Module(string name, string ports, string script)
    {
        var file = Write($"scripts/{name}.sh", $"HERE='{Path}'\n{script}\n");
        return Write($"modules/{name}.yaml", $"module: {name}\nversion: 1.2.3\n{ports}\nprogram: [sh, '{file}']\n");
    }

    /// <summary>Writes the workflow.</summary>
    public string Workflow(string text) => Write("workflow.yaml", $"workflow: test\n{text}\n");

    public string Read(string name) => File.ReadAllText(this[name]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
