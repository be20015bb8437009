using Dejima.Contracts.Calculations;

namespace Dejima.Client.Transfers;

/// <summary>One file to fetch.</summary>
/// <param name="Route">Where its bytes are, see <see cref="Contracts.Http.Routes"/>.</param>
/// <param name="File">Its size and digest as declared.</param>
/// <param name="Target">Where it goes; its folder must exist. Written under another name first, then renamed.</param>
/// <param name="Epoch">The agent's lease epoch; null for a host.</param>
public sealed record Download(string Route, DeclaredFile File, string Target, int? Epoch);
