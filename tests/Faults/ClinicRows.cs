using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;

namespace CareConnect.Faults.Tests;

/// <summary>
/// The clinic's database from outside. What keys would have signed into it is written there directly; so are the
/// shortened clocks: a policy of some seconds a step, and a rule pack of one minute to contact.
/// </summary>
internal sealed partial class ClinicRows(string folder)
{
    public const string Password = "correct horse battery";
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(3), Contact = TimeSpan.FromMinutes(1);

    private static readonly string Hash = new PasswordHasher<object>().HashPassword(new object(), Password);

    /// <summary>An id as the hash of a link would be.</summary>
    public static string Id(string name) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(name))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static Guid Record(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16]);

    /// <summary>Responders in a crisis team, one clinician, and patients.</summary>
    public void Found(string[] responders, string clinician, IEnumerable<string> patients)
    {
        using var database = Open();
        using var all = database.BeginTransaction();
        Run(database, "UPDATE Clinic SET Name = 'Clinic', TimeZone = 'Etc/UTC', Circle = $1, SetupCodeHash = NULL, Founder = $2", Id("clinic"), Text(Record(clinician)));
        foreach (var (circle, kind) in (ReadOnlySpan<(string, int)>)[("clinic", 1), ("crisis team", 2)])
        {
            Run(
                database,
                """
                INSERT INTO Circles (Id, Kind, Epoch, Newest, Last, LastHash, Messages, LastMessageAt, Stale, CannotOpen, Title, CreatedAt)
                VALUES ($1, $2, 0, $1, 1, x'00', 0, 0, 0, 0, '', 0)
                """,
                Id(circle), kind);
        }

        Run(database, "INSERT INTO TeamAttributes (Team, Care, ProposedName) VALUES ($1, 'crisis', '')", Id("crisis team"));
        List(database, "clinic", "crisis team", role: 3, team: true);
        foreach (var responder in responders)
        {
            Account(database, responder, role: 2, person: true);
            List(database, "clinic", responder, role: 0, team: false);
            List(database, "crisis team", responder, role: 0, team: false);
        }

        Account(database, clinician, role: 1, person: true);
        List(database, "clinic", clinician, role: 0, team: false);
        foreach (var patient in patients) Account(database, patient, role: 0, person: false);
        Policy(database, responders);
        Pack(database);
        all.Commit();
    }

    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> map)
    {
        using var database = Open();
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Texts of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read()) rows.Add(map(row));
        return rows;
    }

    private static void Account(SqliteConnection database, string name, int role, bool person) => Run(
        database,
        """
        INSERT INTO Accounts (Id, UserName, NormalizedUserName, PasswordHash, SecurityStamp, ConcurrencyStamp, Role, Person, Name, Enabled, CreatedAt,
            EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount)
        VALUES ($1, $2, $3, $4, $2, $2, $5, $6, $7, 1, 0, 0, 0, 0, 0, 0)
        """,
        Text(Record(name)), name, name.ToUpperInvariant(), Hash, role, person ? Id(name) : DBNull.Value, person ? "" : name);

    private static void List(SqliteConnection database, string circle, string principal, int role, bool team) => Run(
        database, "INSERT INTO CircleMembers (Circle, Principal, Role, IsTeam, Custodian) VALUES ($1, $2, $3, $4, 0)",
        Id(circle), Id(principal), role, team);

    private static void Policy(SqliteConnection database, string[] responders)
    {
        var seconds = (int)Step.TotalSeconds;
        var steps = responders[..^1].Select(name => new { Targets = new[] { new { Kind = "person", Id = Id(name) } }, Seconds = seconds });
        Run(
            database,
            """
            INSERT INTO OnCallPolicies (Id, Version, Name, Steps, Last, LastSeconds, Removed, ChangedBy, ChangedAt)
            VALUES ('00000000-0000-7000-8000-000000000001', 1, 'Everybody in turn', $1, $2, $3, 0, $2, 0)
            """,
            JsonSerializer.Serialize(steps), Id(responders[^1]), seconds);
    }

    private static void Pack(SqliteConnection database)
    {
        var document = File.ReadAllText(ClinicProcess.Repository("src", "Domain", "Rules", "default-1.json"))
            .Replace("\"default-1\"", "\"short-1\"", StringComparison.Ordinal);
        document = Acknowledge().Replace(ContactMinutes().Replace(document, "$1 1", count: 1), "$1 1", count: 1);
        Run(
            database,
            """INSERT INTO RulePacks (Number, Version, Document, Hash, TimeZone, "By", InForceFrom) VALUES (1, 'short-1', $1, $2, 'Etc/UTC', NULL, 0)""",
            document, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))));
    }

    private static void Run(SqliteConnection database, string sql, params object[] values)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Texts of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var at = 0; at < values.Length; at++) command.Parameters.AddWithValue($"${at + 1}", values[at]);
        command.ExecuteNonQuery();
    }

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    private SqliteConnection Open()
    {
        var database = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "care.db"), Pooling = false, ForeignKeys = false, DefaultTimeout = 30,
        }.ToString());
        database.Open();
        return database;
    }

    [GeneratedRegex("(\"acknowledgeMinutes\":) 5")]
    private static partial Regex Acknowledge();

    [GeneratedRegex("(\"contactMinutes\":) 15")]
    private static partial Regex ContactMinutes();
}
