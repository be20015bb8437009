using System.Text.Json;
using Dejima.Workflows.Runs.Results;

namespace Dejima.Workflows.Runs.Records;

/// <summary>The content of <c>run.json</c> (R-H3).</summary>
public sealed record RunRecord
{
    /// <summary>The form this code writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The form of this record.</summary>
    public required int Format { get; init; }

    /// <summary>The run's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The workflow's title.</summary>
    public string? Title { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the workflow's inputs got.</summary>
    public IReadOnlyList<PortRecord> Inputs { get; init; } = [];

    /// <summary>The results written into the run's folder.</summary>
    public IReadOnlyList<PortRecord> Outputs { get; init; } = [];

    /// <summary>Every step, in the workflow's order.</summary>
    public IReadOnlyList<ModuleRecord> Modules { get; init; } = [];

    /// <summary>Reads a record.</summary>
    /// <param name="file">The path of a <c>run.json</c>.</param>
    /// <returns>Null when there is none, or the file is not a record of this form.</returns>
    public static RunRecord? TryRead(string file)
    {
        try
        {
            using var content = File.OpenRead(file);
            var record = JsonSerializer.Deserialize(content, RecordFormat.Json.RunRecord);
            return record?.Format == CurrentFormat ? record : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
