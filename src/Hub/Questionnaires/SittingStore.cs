using System.Data.Common;
using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Questionnaires;

/// <summary>Where a sitting is.</summary>
public enum SittingState
{
    /// <summary>The patient is answering.</summary>
    Open,

    /// <summary>Everything that was to be asked was asked.</summary>
    Finished,

    /// <summary>Left before that.</summary>
    Left,
}

/// <summary>A sitting as it is stored.</summary>
internal sealed record SittingOnFile(Guid Id, Guid Record, SittingState State, Sitting Sitting, DateTimeOffset? EndedAt);

/// <summary>Sittings, their answers and results in the database.</summary>
internal static class SittingStore
{
    private const string Select = "SELECT Id, Record, Begun, State, EndedAt FROM Sittings ";

    public static SittingOnFile? Find(Sql sql, Guid id) => WithAnswers(sql, sql.First(Select + "WHERE Id = ?1", Head, id));

    public static SittingOnFile? Open(Sql sql, Guid record, Instrument begun) => WithAnswers(sql, sql.First(
        Select + "WHERE Record = ?1 AND Begun = ?2 AND State = 'open'", Head, record, Words<Instrument>.Of(begun)));

    /// <summary>What the screener of the person's open sittings came to so far, with the time of the last answer.</summary>
    public static List<(ScreenerOutcome Outcome, DateTimeOffset At)> Screening(Sql sql, Guid record) =>
    [
        .. from begun in (Instrument[])[Instrument.Phq9, Instrument.Screener]
           let open = Open(sql, record, begun)
           where open is not null
           let outcome = Screener.Read(open.Sitting.Answers)
           where outcome is not null
           select (outcome, TriageText.Time(sql.Number("SELECT MAX(At) FROM SittingAnswers WHERE Sitting = ?1", open.Id)!.Value)),
    ];

    /// <summary>Open sittings that nobody answers any more.</summary>
    public static List<Guid> Left(Sql sql, DateTimeOffset now) => sql.List(
        "SELECT Id FROM Sittings WHERE State = 'open' AND LeftAt <= ?1 ORDER BY LeftAt",
        row => row.GetGuid(0),
        now.ToUnixTimeMilliseconds());

    /// <summary>The person's earlier totals of what the sitting began with, oldest first.</summary>
    public static List<int> TotalsBefore(Sql sql, SittingOnFile found) => sql.List(
        """
        SELECT Total FROM QuestionnaireResults
        WHERE Record = ?1 AND Instrument = ?2 AND Total IS NOT NULL AND Sitting <> ?3 AND (CAST(?4 AS BIGINT) IS NULL OR At <= ?4)
        ORDER BY At, Sitting
        """,
        row => row.GetInt32(0),
        found.Record,
        Words<Instrument>.Of(found.Sitting.Begun),
        found.Id,
        found.EndedAt?.ToUnixTimeMilliseconds());

    public static Guid Begin(WriteTransaction tx, Guid record, Instrument begun, Thresholds limits, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        var sitting = new Sitting(begun, Answers.None);
        tx.Execute(
            "INSERT INTO Sittings (Id, Record, Begun, BegunAt, State, LeftAt) VALUES (?1, ?2, ?3, ?4, 'open', ?5)",
            id, record, Words<Instrument>.Of(begun), at.ToUnixTimeMilliseconds(),
            (at + sitting.LeftAfter(limits)).ToUnixTimeMilliseconds());
        return id;
    }

    public static void Answer(WriteTransaction tx, Guid id, Item item, int? answer, Sitting after, Thresholds limits, DateTimeOffset at)
    {
        tx.Execute(
            """
            INSERT INTO SittingAnswers (Sitting, Number, Item, Value, At)
            VALUES (?1, (SELECT COALESCE(MAX(Number), 0) + 1 FROM SittingAnswers WHERE Sitting = ?1), ?2, ?3, ?4)
            """,
            id, item.Code, answer, at.ToUnixTimeMilliseconds());
        tx.Execute("UPDATE Sittings SET LeftAt = ?2 WHERE Id = ?1", id, (at + after.LeftAfter(limits)).ToUnixTimeMilliseconds());
    }

    /// <summary>Ends it and stores its results. One without a single answer leaves none.</summary>
    public static void End(WriteTransaction tx, SittingOnFile found, SittingState state, DateTimeOffset at)
    {
        var (sitting, begun) = (found.Sitting, found.Sitting.Begun);
        tx.Execute(
            "UPDATE Sittings SET State = ?2, EndedAt = ?3 WHERE Id = ?1",
            found.Id, Words<SittingState>.Of(state), at.ToUnixTimeMilliseconds());
        if (begun != Instrument.Screener && sitting.Path.Any(item => sitting.Answers.Has(item.Code)))
        {
            var score = Score.Of(begun, sitting.Answers);
            Result(tx, found, begun, score is not null, score?.Total, null, false, at);
        }

        if (Screener.Read(sitting.Answers) is { } outcome)
        {
            Result(tx, found, Instrument.Screener, outcome.Complete, null, Words<RiskLevel>.Of(outcome.Level), outcome.AsHigh, at);
        }
    }

    private static void Result(
        WriteTransaction tx, SittingOnFile found, Instrument instrument, bool complete, int? total, string? level, bool asHigh, DateTimeOffset at) =>
        tx.Execute(
            """
            INSERT INTO QuestionnaireResults (Sitting, Instrument, Record, At, Complete, Total, Level, AsHigh)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            found.Id, Words<Instrument>.Of(instrument), found.Record, at.ToUnixTimeMilliseconds(), complete, total, level, asHigh);

    private static SittingOnFile Head(DbDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), Words<SittingState>.Read(row.GetString(3)),
        new Sitting(Words<Instrument>.Read(row.GetString(2)), Answers.None),
        row.IsDBNull(4) ? null : TriageText.Time(row.GetInt64(4)));

    private static SittingOnFile? WithAnswers(Sql sql, SittingOnFile? found) => found is null ? null : found with
    {
        Sitting = found.Sitting with
        {
            Answers = sql.List(
                    "SELECT Item, Value FROM SittingAnswers WHERE Sitting = ?1 ORDER BY Number",
                    row => (Code: row.GetString(0), Value: row.IsDBNull(1) ? (int?)null : row.GetInt32(1)),
                    found.Id)
                .Aggregate(Answers.None, (answers, one) => answers.With(Questionnaire.Find(one.Code)!, one.Value)),
        },
    };
}
