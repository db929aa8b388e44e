using System.Text.RegularExpressions;

namespace CareConnect.Hub.Storage;

/// <summary>
/// A number that grows in the very transaction that changes who may do what, by triggers, so that no writer can forget it:
/// what every message asks of the database is asked again only when it may have changed. It is no record of the clinic, and
/// is made when the program starts. On PostgreSQL it grows as the last act of a transaction, so that nobody waits for its row
/// with anything else in hand; a transaction's own changes are known by their text.
/// </summary>
internal static partial class Revision
{
    public const string Read = "SELECT Number FROM Revision";

    /// <summary>The tables that answers may be remembered of, and the changes that matter: of some, others happen all the time.</summary>
    public static readonly (string Table, string[] Changes)[] Watched =
    [
        ("Accounts", ["INSERT", "UPDATE OF Role, Person, Enabled, Name", "DELETE"]),
        // Nothing is remembered of a session that is not there.
        ("Sessions", ["UPDATE OF EndedAt", "DELETE"]),
        ("Clinic", ["INSERT", "UPDATE", "DELETE"]),
        ("CircleMembers", ["INSERT", "UPDATE", "DELETE"]),
        ("TeamAttributes", ["INSERT", "UPDATE", "DELETE"]),
        ("Cards", ["INSERT", "UPDATE", "DELETE"]),
        ("RulePacks", ["INSERT", "UPDATE", "DELETE"]),
    ];

    /// <summary>Makes what is not there yet. A trigger that is to say something else needs another name.</summary>
    public static string Sqlite { get; } =
        """
        CREATE TABLE IF NOT EXISTS Revision (Number INTEGER NOT NULL);
        INSERT INTO Revision SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM Revision);

        """ + string.Concat(Watched.SelectMany(watched => watched.Changes.Select(change =>
            $"CREATE TRIGGER IF NOT EXISTS Revision_{watched.Table}_{change.Split(' ')[0]} AFTER {change} ON {watched.Table} "
            + "BEGIN UPDATE Revision SET Number = Number + 1; END;\n")));

    /// <inheritdoc cref="Sqlite"/>
    public static string Postgres { get; } =
        """
        CREATE TABLE IF NOT EXISTS Revision (Number BIGINT NOT NULL);
        INSERT INTO Revision SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM Revision);
        CREATE OR REPLACE FUNCTION revise() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF current_setting('careconnect.revised', TRUE) IS DISTINCT FROM pg_current_xact_id()::text THEN
                PERFORM set_config('careconnect.revised', pg_current_xact_id()::text, TRUE);
                UPDATE Revision SET Number = Number + 1;
            END IF;
            RETURN NULL;
        END $$;

        """ + string.Concat(Watched.SelectMany(watched => watched.Changes.Select(change =>
            $"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = '{watched.Table}'::regclass AND tgname = lower('Revision_{watched.Table}_{change.Split(' ')[0]}')) THEN
                    CREATE CONSTRAINT TRIGGER Revision_{watched.Table}_{change.Split(' ')[0]} AFTER {change} ON {watched.Table}
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION revise();
                END IF;
            END $$;

            """)));

    /// <summary>Whether a statement changes a watched table.</summary>
    public static bool IsWatched(string sql) => Changed().Match(sql) is { Success: true } change
        && Array.Exists(Watched, watched => watched.Table.Equals(change.Groups["table"].Value, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?<table>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Changed();
}
