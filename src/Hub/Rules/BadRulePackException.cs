using CareConnect.Domain.Rules;

namespace CareConnect.Hub.Rules;

/// <summary>A rule pack with which the program must not decide. Who starts the program is told each line in words.</summary>
/// <param name="origin">The file, or the version of the stored pack.</param>
/// <param name="stored">Whether it is in the database.</param>
/// <param name="refusals">Empty when the file could not be read at all.</param>
public sealed class BadRulePackException(string origin, bool stored, IReadOnlyList<PackRefusal> refusals)
    : InvalidOperationException($"The rule pack {origin} is refused.")
{
    public string Origin => origin;

    public bool Stored => stored;

    public IReadOnlyList<PackRefusal> Refusals => refusals;
}
