using CareConnect.Hub.Connections;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// Tells every member of every crisis team, and the patient's own devices, that an alert is new or changed. Not by way of
/// <see cref="Pushes"/>: no flood of other news drops or delays an alert.
/// </summary>
public sealed class AlertNews(Readers readers, IHubContext<CareHub, ICareClient> hub, TimeProvider clock)
{
    private readonly Lock order = new();

    /// <summary>After the commit that changed it. Done when the connections of this process have it.</summary>
    public async Task Tell(Guid alert)
    {
        Task sent;

        // Read and begun as one step: an older state never follows a newer one onto a board.
        lock (order)
        {
            var (row, responders) = readers.Snapshot(sql => (AlertRows.Find(sql, alert, clock.GetUtcNow()), Staffing.CrisisResponders(sql)));
            if (row is null) return;
            sent = Task.WhenAll(
                hub.Clients.Users([.. responders.Select(responder => responder.Account.ToString())]).AlertChanged(row),
                row.Patient.Length == 0 ? Task.CompletedTask : hub.Clients.User(row.Patient).AlertChanged(AlertRows.ForPatient(row)));
        }

        await sent;
    }
}
