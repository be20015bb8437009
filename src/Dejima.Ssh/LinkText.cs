namespace Dejima.Ssh;

/// <summary>Where a symbolic link leads, by what it says: that is what travels, whatever is there now.</summary>
internal static class LinkText
{
    /// <summary>Whether it leads to something below the folder it is in.</summary>
    /// <param name="name">The link's path relative to that folder.</param>
    /// <param name="target">What the link says.</param>
    public static bool StaysWithin(string name, string target)
    {
        var words = target.Split('/');
        var climbs = words.TakeWhile(word => word is ".." or ".").Count(word => word == "..");
        var depth = name.Split('/').Length - 1;
        // Two dots after a name would lead elsewhere than they seem to when that name is a link itself.
        return words[0].Length > 0 && climbs <= depth && !words.SkipWhile(word => word is ".." or ".").Contains("..");
    }
}
