using System.Text.Json;
using CareConnect.Crypto.Verification;
using CareConnect.Fuzz.Tests;
using CareConnect.Fuzz.Tests.Targets;

namespace CareConnect.Interop.Tests;

/// <summary>
/// Bytes that nobody should send are refused by both languages, and for the same reason: what the hub takes every browser takes, and
/// what a browser reports the hub knows by its name.
/// </summary>
public sealed class HostileObjects(PeerBuild build)
{
    private const int Seed = 20261124;

    [Fact]
    public async Task Both_languages_refuse_the_same_and_say_the_same_why()
    {
        await using var peer = new Peer(build.Script);
        var mutator = new Mutator(Seed, [.. Vectors.Objects("world.json")], [[0x58, 0x20], [0x40], [0x9b]]);
        var accepted = 0;
        for (var round = 0; round < 40; round++)
        {
            var objects = Enumerable.Range(0, 100).Select(_ => mutator.Next()).ToList();
            var reply = await peer.Ask(new { op = "decode", party = "", objects });
            var theirs = reply.GetProperty("refusals").EnumerateArray().Select(row => row.Deserialize<string[]>()!).ToList();
            foreach (var (bytes, refusals) in objects.Zip(theirs))
            {
                var ours = Ours(bytes);
                Assert.True(ours.SequenceEqual(refusals), $"C# says {string.Join(' ', ours)}, TypeScript {string.Join(' ', refusals)} of {Convert.ToHexString(bytes)}");
                if (ours.Contains("None")) accepted++;
            }
        }

        // A change within a value that carries no rule of its own leaves an object of the right form.
        Assert.True(accepted > 50, $"Only {accepted} were decoded.");
    }

    private static string[] Ours(byte[] bytes)
    {
        Card.TryDecode(bytes, out _, out var card);
        Manifest.TryDecode(bytes, out _, out var manifest);
        Message.TryDecode(bytes, out _, out var message);
        Vouch.TryDecode(bytes, out _, out var vouch);
        return [.. new[] { card, manifest, message, vouch }.Select(refusal => refusal.ToString())];
    }
}
