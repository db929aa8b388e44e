using CareConnect.Crypto.Verification;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Circles;

/// <summary>What the clinic's own records say of a manifest that is right by itself: who is a patient, what a circle is about.</summary>
internal static class CommitRecords
{
    private const int Title = 100;

    /// <summary>Null when it may be stored; <paramref name="patient"/> is the record that the circle is about.</summary>
    public static Committed? Check(
        WriteTransaction tx, Candidate candidate, string circle, LogHead? head, Manifest? previous, long at, out Guid? patient)
    {
        patient = head?.Patient;
        Manifest manifest = candidate.Manifest;
        foreach (Member member in manifest.Members)
        {
            if (previous?.Find(member.Principal) is not null)
                continue;
            if (manifest.Kind == Kind.Clinic && !IsKnown(tx, member))
                return Refused(Refusal.UnknownLink.ToString());
            if (manifest.Kind == Kind.Clinic || member.Role != Role.Patient)
                continue;

            // A thread or room stays with its record, also when the patient's keys were replaced.
            if (PatientRecord(tx, member.Principal.ToString()) is not { } record || (patient is { } stays && stays != record))
                return Refused(HubErrors.NotFound);
            if (manifest.Kind is Kind.Thread or Kind.Crisis)
                patient = record;
        }

        if (head is not null)
            return null;
        if (candidate.Commit.Plan)
            return Plan(tx, candidate, patient);
        return manifest.Kind switch
        {
            Kind.Channel => Channel(tx, candidate.Commit, ref patient),
            Kind.Crisis => Room(tx, candidate, circle, patient, at),
            _ => null,
        };
    }

    // Staff whom the clinic lists have keys and an account here; teams were made before they are listed.
    private static bool IsKnown(WriteTransaction tx, Member member) => member.IsTeam
        ? tx.Any("SELECT 1 FROM Circles WHERE Id = ?1 AND Kind = 2", member.Principal.ToString())
        : tx.Any("SELECT 1 FROM Accounts WHERE Person = ?1 AND Role <> 0", member.Principal.ToString());

    private static Guid? PatientRecord(WriteTransaction tx, string person) => tx.First<Guid?>(
        "SELECT Id FROM Accounts WHERE Person = ?1 AND Role = 0 AND Enabled", row => row.GetGuid(0), person);

    private static Committed? Channel(WriteTransaction tx, Commit commit, ref Guid? patient)
    {
        if (commit.About.Length == 0)
            return commit.Title.Trim().Length is > 0 and <= Title ? null : Refused(HubErrors.Malformed);
        if (commit.Title.Length > 0 || !Guid.TryParse(commit.About, out Guid record))
            return Refused(HubErrors.Malformed);
        if (!tx.Any("SELECT 1 FROM Accounts WHERE Id = ?1 AND Role = 0", record))
            return Refused(HubErrors.NotFound);
        patient = record;
        return null;
    }

    // The first committed room of an alert wins, whoever's device made it.
    private static Committed? Room(WriteTransaction tx, Candidate candidate, string circle, Guid? patient, long at)
    {
        if (candidate.Commit.Alert is not { } alert)
            return Refused(HubErrors.Malformed);
        string? room = patient is { } record
            ? Crisis.AlertRooms.Bind(tx, alert, circle, record, candidate.By.Person!, DateTimeOffset.FromUnixTimeMilliseconds(at))
            : null;
        if (room is null)
            return Refused(HubErrors.NotFound);
        return room == circle ? null : Lost(tx, room);
    }

    // The first committed plan of a patient wins, whoever's device made it; and a responder must be able to read it.
    private static Committed? Plan(WriteTransaction tx, Candidate candidate, Guid? patient)
    {
        if (candidate.Manifest.Kind != Kind.Thread || patient is not { } record)
            return Refused(HubErrors.Malformed);
        if (tx.Text("SELECT Id FROM Circles WHERE Patient = ?1 AND Plan", record) is { } first)
            return Access.Of(tx, candidate.By, first, (int)Kind.Thread) == Right.Member ? Lost(tx, first) : Refused(HubErrors.NotAllowed);
        if (candidate.By.Account != record && !CareTeams.MayCare(tx, candidate.By.Person, record))
            return Refused(HubErrors.NotAllowed);
        HashSet<string> crisis = [.. CareTeams.Crisis(tx)];
        return crisis.Count == 0 || candidate.Manifest.Members.Any(member => crisis.Contains(member.Principal.ToString()))
            ? null
            : Refused(HubErrors.Malformed);
    }

    private static Committed Lost(WriteTransaction tx, string first) => CommitTransaction.Nothing(new CommitReply(
        HubErrors.Lost, first, 1, Winner: tx.Bytes("SELECT Bytes FROM Entries WHERE Circle = ?1 AND Number = 1", first)));

    private static Committed Refused(string error) => CommitTransaction.Nothing(new CommitReply(error, ""));
}
