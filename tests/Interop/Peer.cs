using System.Diagnostics;
using System.Text.Json;

namespace CareConnect.Interop.Tests;

/// <summary>One Node process that runs src/Web/client/src/interop/peer.ts: a JSON object a line in, one a line out.</summary>
public sealed class Peer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Peer(string script)
    {
        _process = Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Asks and waits for the answer. A mistake over there is an exception here.</summary>
    public async Task<JsonElement> Ask(object request)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, Json));
            await _process.StandardInput.FlushAsync();
            var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The Node peer ended.");
            var reply = JsonDocument.Parse(line).RootElement.Clone();
            return reply.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"In TypeScript: {error}") : reply;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // At the end of its input it ends by itself.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _turn.Dispose();
    }
}
