using Dejima.Contracts.Calculations;

namespace Dejima.Client.Transfers;

/// <summary>One file to send.</summary>
/// <param name="CreationRoute">Where its upload is created, see <see cref="Contracts.Http.Routes"/>.</param>
/// <param name="File">Its declared name, size and digest.</param>
/// <param name="Path">The local file.</param>
/// <param name="Epoch">The agent's lease epoch; null for a host.</param>
public sealed record Upload(string CreationRoute, DeclaredFile File, string Path, int? Epoch);
