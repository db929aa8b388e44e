using CareConnect.Crypto.Verification;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Circles;

/// <summary>Makes a circle's newest manifest its state: epoch, members, copies. Old copies stay.</summary>
internal static class CircleStore
{
    public static void Save(WriteTransaction tx, Candidate candidate, string circle, Appended appended, Guid? patient, Manifest clinic)
    {
        Manifest manifest = candidate.Manifest;
        byte[] hash = appended.Hash.ToArray();
        if (manifest.N == 0)
        {
            tx.Execute(
                """
                INSERT INTO Circles (Id, Kind, Epoch, Newest, Last, LastHash, Messages, LastMessageAt, Stale, CannotOpen, Patient, Title, Alert, Plan, CreatedAt)
                VALUES (?1, ?2, 0, ?1, ?3, ?4, 0, 0, FALSE, FALSE, ?5, ?6, ?7, ?8, ?9)
                """,
                circle, (int)manifest.Kind, appended.Number, hash, patient,
                manifest.Kind == Kind.Channel ? candidate.Commit.Title.Trim() : "",
                manifest.Kind == Kind.Crisis ? candidate.Commit.Alert : null, candidate.Commit.Plan, appended.At);
        }
        else
        {
            tx.Execute(
                "UPDATE Circles SET Epoch = ?2, Newest = ?3, Last = ?4, LastHash = ?5, Stale = FALSE, CannotOpen = FALSE WHERE Id = ?1",
                circle, (long)manifest.N, manifest.Name.ToString(), appended.Number, hash);
            tx.Execute("DELETE FROM CircleMembers WHERE Circle = ?1", circle);
        }

        foreach (Member member in manifest.Members)
        {
            Member? listed = manifest.Kind is Kind.Team || member.Role == Role.Patient ? null : clinic.Find(member.Principal);
            tx.Execute(
                "INSERT INTO CircleMembers (Circle, Principal, Role, IsTeam, Custodian) VALUES (?1, ?2, ?3, ?4, ?5)",
                circle, member.Principal.ToString(), (int)member.Role, listed is { IsTeam: true }, listed is { Role: Role.Custodian });
        }

        foreach (CommitCopy copy in candidate.Commit.Copies)
        {
            tx.Execute(
                "INSERT INTO Copies (Circle, Epoch, Principal, Bytes) VALUES (?1, ?2, ?3, ?4)",
                circle, (long)manifest.N, copy.Principal, copy.Bytes);
        }
    }
}
