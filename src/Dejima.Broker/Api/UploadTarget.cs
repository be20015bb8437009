using Dejima.Broker.Payloads;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Api;

/// <summary>An upload that a caller may write.</summary>
/// <param name="File">Where its bytes go.</param>
/// <param name="Declared">What it has to become.</param>
/// <param name="IsReceived">Whole and verified already.</param>
/// <param name="Received">What happens to the calculation once it is whole.</param>
internal sealed record UploadTarget(PayloadFile File, DeclaredFile Declared, bool IsReceived, CalculationEvent Received);
