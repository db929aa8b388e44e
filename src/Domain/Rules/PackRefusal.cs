namespace CareConnect.Domain.Rules;

/// <summary>
/// Why a document is not a rule pack, and where it says so. Each has a sentence of its own; members are named by the
/// members that lead to them, with dots between.
/// </summary>
/// <param name="Line">From 1.</param>
public abstract record PackRefusal(int Line);

/// <summary>The text is not JSON from here on.</summary>
public sealed record NotJson(int Line) : PackRefusal(Line);

/// <summary>Longer than <see cref="PackDocument.Longest"/>.</summary>
public sealed record TooLong(int Line) : PackRefusal(Line);

/// <summary>Another kind of value is wanted here.</summary>
public sealed record WrongKind(int Line, string Member, ValueKind Wanted) : PackRefusal(Line);

/// <summary>A member that a pack has is not in the part that begins here.</summary>
public sealed record MissingMember(int Line, string Member) : PackRefusal(Line);

/// <summary>No pack has such a member here: a mistyped name must not leave a default in force.</summary>
public sealed record UnknownMember(int Line, string Member) : PackRefusal(Line);

/// <summary>The same member stands above already.</summary>
public sealed record DuplicateMember(int Line, string Member) : PackRefusal(Line);

/// <summary>A whole number, but not one that is allowed.</summary>
public sealed record OutOfRange(int Line, string Member, int Min, int Max) : PackRefusal(Line);

/// <summary>A version is 1 to 40 small letters, digits, dots and hyphens, the first of them a letter or a digit.</summary>
public sealed record NotAVersion(int Line) : PackRefusal(Line);

/// <summary>Another document has had this version: a decision that names it must mean one thing for ever.</summary>
public sealed record VersionTaken(int Line, string Version) : PackRefusal(Line);

/// <summary>This machine's time zone database knows no such zone.</summary>
public sealed record NoSuchZone(int Line, string Zone) : PackRefusal(Line);

/// <summary>Not a time of day like <c>09:00</c>.</summary>
public sealed record NotATime(int Line, string Member) : PackRefusal(Line);

/// <summary>Not a day like <c>2026-11-26</c> between the years 2000 and 2199.</summary>
public sealed record NotADay(int Line) : PackRefusal(Line);

/// <summary>The day stands above already.</summary>
public sealed record DayTwice(int Line, DateOnly Day) : PackRefusal(Line);

/// <summary>More closed days than <see cref="PackDocument.MostClosedDays"/>.</summary>
public sealed record TooManyDays(int Line, int Most) : PackRefusal(Line);

/// <summary>A day that closes before it opens, or as it does.</summary>
public sealed record ClosesBeforeItOpens(int Line, string Day) : PackRefusal(Line);

/// <summary>No weekday has hours: no clock would ever run out.</summary>
public sealed record NeverOpen(int Line) : PackRefusal(Line);

/// <summary>A number is less than another that it must reach: contact before the claim, a later visit before an earlier one.</summary>
/// <param name="Path">The number that is too small, by its path.</param>
/// <param name="AtLeast">The path of the one that it must reach.</param>
public sealed record OutOfOrder(int Line, string Path, string AtLeast) : PackRefusal(Line);

/// <summary>What a member's value is.</summary>
public enum ValueKind
{
    /// <summary><c>{ … }</c>.</summary>
    Section,

    /// <summary><c>[ … ]</c>.</summary>
    List,

    /// <summary>Text in quotes.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,
}

/// <summary>What reading a document came to.</summary>
public abstract record PackResult;

/// <summary>A pack that may decide.</summary>
public sealed record PackRead(Triage.RulePack Pack) : PackResult;

/// <summary>All that is wrong with it, from the top down. Never empty.</summary>
public sealed record PackRefused(IReadOnlyList<PackRefusal> Refusals) : PackResult;
