using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.Crisis;

/// <summary>Page these people. Named by round and step, so that the same order twice is one page.</summary>
public sealed record PageOrder(int Round, int Step, ImmutableArray<PersonId> People)
{
    /// <summary>The step of a page to whoever has the alert: asked for help again, or taken from them.</summary>
    public const int ToOwner = -1;

    /// <summary>The step of a page to everyone, where no step had a person who can be reached.</summary>
    public const int ToEveryone = -2;

    /// <summary>The step of a page by the auditor, which found the alert without a working timer.</summary>
    public const int ByAuditor = -3;
}
