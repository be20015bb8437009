using System.Buffers;
using System.Text.Json;

namespace Dejima.Workflows.Runs.Records;

/// <summary>
/// Keeps <c>run.json</c> up to date: always a whole record, replaced at once. Steps are kept as the JSON they become,
/// so that saving after a change of one of a thousand costs little more than writing the bytes.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private readonly string _file;
    private readonly string _newFile;
    private readonly Dictionary<string, int> _places = [];
    private readonly List<byte[]> _modules = [];
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly Lock _changing = new();
    private RunRecord _run;
    private long _changes;
    private long _saved;

    /// <summary>Begins with a record. Nothing is written yet.</summary>
    public RecordFile(string file, string newFile, RunRecord run)
    {
        (_file, _newFile, _run) = (file, newFile, run);
        foreach (var module in run.Modules)
        {
            _places[module.Step] = _modules.Count;
            _modules.Add(Bytes(module));
        }
    }

    /// <summary>Saves the run's own part, its modules aside.</summary>
    /// <exception cref="RecordException">The file cannot be written.</exception>
    public Task SaveAsync(RunRecord run, bool durable = false)
    {
        lock (_changing)
            _run = run;
        return SaveAsync(durable);
    }

    /// <summary>Saves a step's part.</summary>
    /// <exception cref="RecordException">The file cannot be written.</exception>
    public Task SaveAsync(ModuleRecord module)
    {
        var bytes = Bytes(module);
        lock (_changing)
            _modules[_places[module.Step]] = bytes;
        return SaveAsync(durable: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _saving.Dispose();

    // Returns when the change made before the call is in the file. Changes made while another one is being written wait
    // and then go together.
    private async Task SaveAsync(bool durable)
    {
        var mine = Interlocked.Increment(ref _changes);
        await _saving.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_saved >= mine && !durable)
                return;
            var upTo = Interlocked.Read(ref _changes);
            Write(durable);
            _saved = upTo;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RecordException(_file, fault);
        }
        finally
        {
            _saving.Release();
        }
    }

    private void Write(bool durable)
    {
        RunRecord run;
        byte[][] modules;
        lock (_changing)
            (run, modules) = (_run, [.. _modules]);
        _text.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_text, new() { Indented = true, Encoder = RecordFormat.Letters }))
            Write(json, run, modules);
        _text.Write("\n"u8);
        using (var content = new FileStream(_newFile, FileMode.Create, FileAccess.Write, FileShare.Read, 0))
        {
            content.Write(_text.WrittenSpan);
            content.Flush(flushToDisk: durable);
        }

        File.Move(_newFile, _file, overwrite: true);
    }

    // The run's own part as it is, its modules one on a line.
    private static void Write(Utf8JsonWriter json, RunRecord run, byte[][] modules)
    {
        var head = JsonSerializer.SerializeToElement(run with { Modules = [] }, RecordFormat.Json.RunRecord);
        json.WriteStartObject();
        foreach (var property in head.EnumerateObject().Where(property => !property.NameEquals("modules")))
            property.WriteTo(json);
        json.WriteStartArray("modules");
        foreach (var module in modules)
            json.WriteRawValue(module, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static byte[] Bytes(ModuleRecord module) =>
        JsonSerializer.SerializeToUtf8Bytes(module, RecordFormat.Json.ModuleRecord);
}
