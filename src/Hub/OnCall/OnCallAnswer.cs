using System.Collections.Immutable;
using System.Text.Json;
using CareConnect.Domain.OnCall;
using CareConnect.Protocol;

namespace CareConnect.Hub.OnCall;

/// <summary>What a change of the on-call plan came to. Refused: what was in force stays in force.</summary>
/// <param name="Error">One of <see cref="HubErrors"/>, or null when it is done.</param>
/// <param name="Faults">Why, when it was <see cref="HubErrors.Malformed"/>.</param>
public sealed record OnCallAnswer(string? Error, ImmutableArray<OnCallFault> Faults)
{
    internal static readonly OnCallAnswer Done = new(null, []);

    /// <summary>For programs.</summary>
    public OnCallReply Reply => new(Error, [.. Faults.Select(Name).Distinct()]);

    /// <summary>A fault's name on the wire: <c>nobody-at-the-end</c>.</summary>
    public static string Name(OnCallFault fault) => JsonNamingPolicy.KebabCaseLower.ConvertName(fault.GetType().Name);

    internal static OnCallAnswer Refused(string error) => new(error, []);

    /// <summary>Refused with these faults, or null when there are none.</summary>
    internal static OnCallAnswer? Refused(ImmutableArray<OnCallFault> faults) =>
        faults.IsEmpty ? null : new OnCallAnswer(HubErrors.Malformed, faults);
}
