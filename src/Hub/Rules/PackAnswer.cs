using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;

namespace CareConnect.Hub.Rules;

/// <summary>What came of a document that somebody wants as the rules.</summary>
public abstract record PackAnswer;

/// <summary>The caller may not tune the rules.</summary>
public sealed record RulesNotYours : PackAnswer;

/// <summary>It is no pack, or its version was used before. The rules in force stay.</summary>
public sealed record DocumentRefused(IReadOnlyList<PackRefusal> Refusals) : PackAnswer;

/// <summary>What it would have changed. Nothing was.</summary>
/// <param name="Document">What the preview is of; the ticket holds for it alone.</param>
/// <param name="Ticket">Shows that this document was previewed on the rules that are in force now.</param>
public sealed record PackPreviewed(string Document, RulePack Pack, string Ticket, DryRunResult DryRun, IReadOnlyDictionary<Guid, string> Patients)
    : PackAnswer;

/// <summary>The document is not the one that was previewed, the preview is old, or other rules came into force since.</summary>
public sealed record PreviewAgain : PackAnswer;

/// <summary>It decides from now on.</summary>
public sealed record PackInForce(string Version, long From) : PackAnswer;
