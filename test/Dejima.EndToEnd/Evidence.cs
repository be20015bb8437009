using System.Text;

namespace Dejima.EndToEnd;

/// <summary>All bytes below a folder, as text that can be searched for what must not be there.</summary>
internal static class Evidence
{
    public static async Task<string> OfAsync(string folder)
    {
        var all = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                all.Append(path).Append('\n').Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path))).Append('\n');
            }
            catch (FileNotFoundException)
            {
                // Deleted while we looked.
            }
            catch (IOException) when (Path.GetFileName(path) == "broker.lock")
            {
                // Empty, and held by the broker.
            }
        }

        return all.ToString();
    }
}
