using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Circles;

/// <summary>Tells the members of circles that became stale.</summary>
public sealed class StaleNews(Pushes pushes, Readers readers)
{
    private const int One = 50;

    internal void Tell(List<string> circles)
    {
        if (circles.Count <= One)
        {
            foreach (string circle in circles)
                pushes.ToCircle(circle, client => client.CircleStale(circle));
            return;
        }

        // A team that is in hundreds of threads: its members look at their list once.
        List<Guid> accounts = readers.Read(sql => circles.SelectMany(circle => Access.Told(sql, circle)).Distinct().ToList());
        pushes.ToAccounts(accounts, client => client.CirclesChanged());
    }
}
