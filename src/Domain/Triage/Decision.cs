using System.Collections.Immutable;

namespace CareConnect.Domain.Triage;

/// <summary>When a person must have claimed it, and when they must have answered or made contact. UTC.</summary>
public readonly record struct Clocks(DateTimeOffset ClaimBy, DateTimeOffset ContactBy);

/// <summary>Where something stands, until when, and why. Stored as made, so that it can be replayed and explained.</summary>
/// <param name="Level">How urgent it is.</param>
/// <param name="Clocks">Its two deadlines.</param>
/// <param name="Reasons">The strongest first, never empty.</param>
/// <param name="PackVersion">The rule pack that decided.</param>
public sealed record Decision(Level Level, Clocks Clocks, ImmutableArray<Reason> Reasons, string PackVersion)
{
    /// <summary>Nothing was shared: shown as unknown, never as low risk.</summary>
    public bool NothingShared => Reasons.Any(reason => reason.Code == ReasonCode.NothingShared);

    /// <inheritdoc/>
    public bool Equals(Decision? other) =>
        other is not null && Level == other.Level && Clocks == other.Clocks && PackVersion == other.PackVersion
        && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Level, Clocks, Reasons.Length, PackVersion);
}
