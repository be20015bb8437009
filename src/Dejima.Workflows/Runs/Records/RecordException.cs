namespace Dejima.Workflows.Runs.Records;

/// <summary>The run's record could not be written. A run without a record is not gone on with.</summary>
public sealed class RecordException(string file, Exception fault) : IOException($"{file}: {fault.Message}", fault);
