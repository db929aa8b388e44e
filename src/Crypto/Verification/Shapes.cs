namespace CareConnect.Crypto.Verification;

/// <summary>Step 4 of <see cref="ManifestRules"/>: what each kind must look like.</summary>
internal static class Shapes
{
    public static Refusal Check(Manifest next, Manifest clinic) => next.Kind switch
    {
        Kind.Clinic => Clinic(next),
        Kind.Team => Team(next, clinic),
        Kind.Journal => Journal(next, clinic),
        _ => Conversation(next, clinic),
    };

    // At least one steward, at most one custodian; heads for stewards only; no commitment, copies or team key.
    private static Refusal Clinic(Manifest next)
    {
        if (next.Commitment is not null || !next.TeamKey.IsEmpty) return Refusal.Shape;
        var fits = next.Members.All(member => member.Role != Role.Patient && member.Copy is null && (member.Head is null) == (member.Role != Role.Lead));
        return fits && next.Members.Any(member => member.Role == Role.Lead) && next.Members.Count(member => member.Role == Role.Custodian) <= 1
            ? Refusal.None
            : Refusal.Shape;
    }

    // Persons only, each of them staff or steward.
    private static Refusal Team(Manifest next, Manifest clinic)
        => HasSecret(next) && !next.TeamKey.IsEmpty && next.Members.Count > 0
           && next.Members.All(member => member.Role is Role.Member or Role.Lead && clinic.Find(member.Principal) is { IsStaff: true })
            ? Refusal.None
            : Refusal.Shape;

    // One person and nobody else.
    private static Refusal Journal(Manifest next, Manifest clinic)
        => HasSecret(next) && next.TeamKey.IsEmpty && next.Members is [{ Role: Role.Member or Role.Patient } only]
           && clinic.Find(only.Principal) is not { IsTeam: true }
            ? Refusal.None
            : Refusal.Shape;

    private static Refusal Conversation(Manifest next, Manifest clinic)
    {
        if (!HasSecret(next) || !next.TeamKey.IsEmpty) return Refusal.Shape;
        var patients = 0;
        var teams = 0;
        foreach (var member in next.Members)
        {
            var listed = clinic.Find(member.Principal);
            if (member.Role == Role.Patient ? listed is not null : member.Role != Role.Member || listed is null) return Refusal.Shape;
            if (member.Role == Role.Patient) patients++;
            if (listed is { Role: Role.Team }) teams++;
        }
        var wanted = next.Kind switch { Kind.Channel => patients == 0, Kind.Group => true, _ => patients == 1 };
        if (!wanted || teams == 0) return Refusal.Shape;
        var custodian = clinic.Members.FirstOrDefault(member => member.Role == Role.Custodian);
        return custodian is null || next.Find(custodian.Principal) is not null ? Refusal.None : Refusal.NoCustodian;
    }

    private static bool HasSecret(Manifest next)
        => next.Commitment is not null && next.Members.All(member => member.Head is not null && member.Copy is not null && member.Name.Length == 0);
}
