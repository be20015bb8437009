namespace Dejima.Workflows.Runs.Programs;

/// <summary>Keeps the last lines of many.</summary>
internal sealed class LastLines
{
    private const int Most = 20;
    private readonly Queue<string> _lines = new();

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Most)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    /// <summary>Those kept, oldest first.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_lines)
            return [.. _lines];
    }
}
