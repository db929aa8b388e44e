namespace CareConnect.Protocol;

/// <summary>PUT /api/on-call/schedules/{id}: who takes turns over which hours.</summary>
/// <param name="TimeZone">IANA name; null: the clinic's.</param>
/// <param name="Version">The version this is made from; 0 for a new one.</param>
public sealed record OnCallSchedule(string Name, string? TimeZone, OnCallRotation[] Rotations, int Version);

/// <param name="People">Person ids, in the order of their turns.</param>
/// <param name="TurnDays">1: daily; 7: weekly.</param>
/// <param name="Start">Date of the first turn, <c>2026-11-23</c>.</param>
/// <param name="End">The first date on which no shift begins any more, or null.</param>
public sealed record OnCallRotation(string Name, string[] People, int TurnDays, string Start, string? End, OnCallHours[] Hours);

/// <param name="Days">On which the shift begins: <c>mon</c>, <c>tue</c>, <c>wed</c>, <c>thu</c>, <c>fri</c>, <c>sat</c>, <c>sun</c>.</param>
/// <param name="From"><c>20:00</c>.</param>
/// <param name="Until"><c>08:00</c>.</param>
/// <param name="Later">How many days later it ends: 0 the same day, 1 the next.</param>
public sealed record OnCallHours(string[] Days, string From, string Until, int Later);

/// <summary>POST /api/on-call/overrides: somebody instead of whoever the rotations name.</summary>
/// <param name="From">Unix ms.</param>
/// <param name="Until">Unix ms.</param>
/// <param name="Person">Person id, or null: nobody.</param>
public sealed record OnCallOverride(Guid Schedule, long From, long Until, string? Person);

/// <summary>PUT /api/on-call/policy: whom alerts are paged to, step by step.</summary>
/// <param name="Last">Person id of who stands at the end.</param>
/// <param name="LastSeconds">How long that person has before the chain begins again.</param>
/// <param name="Version">The version this is made from; 0 for the first.</param>
public sealed record OnCallPolicy(string Name, OnCallStep[] Steps, string? Last, int LastSeconds, int Version);

/// <param name="Seconds">How long these have before the next step.</param>
public sealed record OnCallStep(OnCallTarget[] Targets, int Seconds);

/// <param name="Kind"><c>person</c>, <c>schedule</c>, <c>team</c>, <c>policy</c>.</param>
public sealed record OnCallTarget(string Kind, string Id);

/// <param name="Reasons">Why it was refused, by name; what was in force stays in force.</param>
public sealed record OnCallReply(string? Error, string[] Reasons);
