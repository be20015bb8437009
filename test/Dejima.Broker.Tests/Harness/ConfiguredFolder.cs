namespace Dejima.Broker.Tests.Harness;

/// <summary>A folder with a <c>broker.yaml</c> whose certificate does not exist.</summary>
internal sealed class ConfiguredFolder : IDisposable
{
    public ConfiguredFolder(string rest) => File.WriteAllText(System.IO.Path.Combine(Path, "broker.yaml"), $$"""
        listen: 127.0.0.1:0
        certificate: { file: absent.pem, key-file: absent.key }
        data: data
        {{rest}}
        """);

    public string Path { get; } = Directory.CreateTempSubdirectory("dejima-configured-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
