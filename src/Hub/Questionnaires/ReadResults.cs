using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>
/// A patient's results, for staff who work in a team that cares for them, and for responders while an alert is open. To
/// everyone else there is no such patient.
/// </summary>
public sealed record ReadResults(Caller By, Guid Record) : IRequest<PatientResults?>;

internal sealed class ReadResultsHandler(Readers readers) : IRequestHandler<ReadResults, PatientResults?>
{
    public Task<PatientResults?> Handle(ReadResults request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
        request.By.IsStaff && CareTeams.MayCare(sql, request.By.Person, request.Record) ? Of(sql, request.Record) : null));

    private static PatientResults Of(Sql sql, Guid record)
    {
        var rows = sql.List(
            "SELECT Instrument, At, Complete, Total, Level, AsHigh FROM QuestionnaireResults WHERE Record = ?1 ORDER BY At, Sitting",
            row => (
                Instrument: Words<Instrument>.Read(row.GetString(0)), At: row.GetInt64(1), Complete: row.GetBoolean(2),
                Total: row.IsDBNull(3) ? (int?)null : row.GetInt32(3), Level: row.IsDBNull(4) ? null : row.GetString(4), AsHigh: row.GetBoolean(5)),
            record);
        var limits = RulePacks.Current(sql).Thresholds;
        int? first = rows.Where(row => row is { Instrument: Instrument.Phq9, Total: not null }).Select(row => row.Total).FirstOrDefault();
        var risk = RiskBook.Of(sql, record);
        return new PatientResults(
            [
                .. rows.Where(row => row.Instrument != Instrument.Screener).Select(row => new ScoreResult(
                    Words<Instrument>.Of(row.Instrument), row.At, row.Total,
                    row.Total is { } total ? Words<Band>.Of(Score.BandOf(row.Instrument, total)) : null,
                    row.Instrument == Instrument.Phq9 && row.Total is { } phq9 ? Course(first!.Value, phq9, limits) : null)),
            ],
            [
                .. rows.Where(row => row.Instrument == Instrument.Screener)
                    .Select(row => new ScreeningResult(row.At, row.Level!, row.Complete, row.AsHigh)),
                // What is being answered now has a floor already, and may be why the alert stands.
                .. SittingStore.Screening(sql, record).Select(now => new ScreeningResult(
                    now.At.ToUnixTimeMilliseconds(), Words<RiskLevel>.Of(now.Outcome.Level), now.Outcome.Complete, now.Outcome.AsHigh)),
            ],
            limits.Phq9ReliableChange,
            limits.Gad7ReliableChange,
            risk == RiskStanding.Unknown ? null : new RiskInForce(Words<RiskLevel>.Of(risk.Level), risk.Since.ToUnixTimeMilliseconds(), risk.By?.Value));
    }

    private static string? Course(int first, int total, Thresholds limits) =>
        ChangeOverTime.IsRemission(total, limits) ? "remission" : ChangeOverTime.IsResponse(first, total, limits) ? "response" : null;
}
