namespace CareConnect.Domain.Triage;

/// <summary>What one rule made of the signals.</summary>
/// <param name="Level">The level it asks for.</param>
/// <param name="From">When the clock of that level started.</param>
/// <param name="Code">Why.</param>
internal readonly record struct Finding(Level Level, DateTimeOffset From, ReasonCode Code);

/// <summary>A rule: signals in, findings out. It may look at all of them, since some rules combine several.</summary>
internal delegate IEnumerable<Finding> Rule(IReadOnlyCollection<Signal> signals, RulePack pack);
