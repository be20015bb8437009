using YamlDotNet.RepresentationModel;

namespace Dejima.Samples.Tests;

/// <summary>The sample's own files: data, workflow, modules and site policy as they are shipped.</summary>
internal static class Sample
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "sample");

    public static string Data(string name) => Path.Combine(Folder, "data", name);

    public static YamlMappingNode Workflow() => Load("workflow.yaml");

    public static YamlMappingNode Module(string name) => Load(Path.Combine("modules", name + ".yaml"));

    public static YamlMappingNode SitePolicy() => Load(Path.Combine("site", "site.yaml"));

    /// <summary>The value under a path of keys.</summary>
    public static YamlNode At(this YamlNode node, params string[] keys) =>
        keys.Aggregate(node, (inner, key) => ((YamlMappingNode)inner).Children[new YamlScalarNode(key)]);

    /// <summary>Keys of a mapping.</summary>
    public static IEnumerable<string> Keys(this YamlNode node) =>
        ((YamlMappingNode)node).Children.Keys.Select(key => key.ToString());

    /// <summary>Items of a list, or values of a mapping.</summary>
    public static IEnumerable<string> Values(this YamlNode node) => node is YamlMappingNode mapping
        ? mapping.Children.Values.Select(value => value.ToString())
        : ((YamlSequenceNode)node).Select(value => value.ToString());

    private static YamlMappingNode Load(string name)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Folder, name));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
