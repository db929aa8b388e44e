using CareConnect.Hub.Storage;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Hub.Connections;

/// <summary>
/// Whether more waits to be written than this process gets done soon. Then ordinary calls that would write are told to come
/// back, before they cost the others their time; what is read, and all of the crisis engine, goes on.
/// Setting <c>Limits:Waiting</c> (default 2000): writes that may wait.
/// </summary>
public sealed class Overload(WriterQueue writer, IConfiguration configuration)
{
    /// <summary>The longest wait that is asked for, in seconds; whoever comes back adds some of their own.</summary>
    private const int Longest = 10;

    private readonly int most = configuration.GetValue("Limits:Waiting", 2000);

    /// <summary>False when too much waits; then <paramref name="retryAfter"/> is in seconds.</summary>
    public bool HasRoom(out int retryAfter)
    {
        int waiting = writer.Waiting;
        retryAfter = waiting < most ? 0 : Math.Min(Longest, 1 + waiting / Math.Max(most, 1));
        return retryAfter == 0;
    }
}
