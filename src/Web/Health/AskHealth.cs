using System.Net;

namespace CareConnect.Web.Health;

/// <summary>The command <c>healthy ADDRESS</c>: asks a process whether it is ready, for a container that has no other way to ask.</summary>
internal static class AskHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <returns>The exit code: 0 when it is.</returns>
    public static async Task<int> Ask(string address)
    {
        using var http = new HttpClient { BaseAddress = new(address), Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception none) when (none is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(none.Message);
            return 1;
        }
    }
}
