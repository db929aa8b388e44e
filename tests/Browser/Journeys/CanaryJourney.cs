using System.Text;
using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>What a person writes is nowhere to be found on the server's side.</summary>
[Collection(InTheDemoClinic.Name)]
public sealed class CanaryJourney(Chromium chromium, DemoClinic demo)
{
    [Fact]
    public async Task A_posted_word_is_found_in_no_file_of_the_data_folder_and_in_no_log()
    {
        var canary = "canary-" + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        await using var maya = await chromium.Phone(demo.Clinic);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");
        await maya.Write($"My secret word is {canary}.");

        Assert.Empty(await Hits(canary));
        // Nor is what her safety plan says, which the demo's people wrote.
        Assert.Empty(await Hits("the blue playlist"));
        // The same search does find what the server may know, and what lies there as it is: a positive control.
        Assert.NotEmpty(await Hits("Maya Torres"));
        var planted = Path.Combine(demo.Clinic.Data, "planted");
        await File.WriteAllTextAsync(planted, Convert.ToBase64String(Encoding.UTF8.GetBytes($"xx{canary}")), TestContext.Current.CancellationToken);
        Assert.Equal(["planted"], await Hits(canary));
        File.Delete(planted);
    }

    private async Task<List<string>> Hits(string word)
    {
        var hits = new List<string>();
        foreach (var file in Directory.EnumerateFiles(demo.Clinic.Data, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            if (Holds(bytes.ToArray(), word))
                hits.Add(Path.GetFileName(file));
        }

        if (Holds(Encoding.UTF8.GetBytes(demo.Clinic.Log), word))
            hits.Add("log");
        return hits;
    }

    // UTF-8, UTF-16 both ways, and base64 at each of its three alignments.
    private static bool Holds(byte[] haystack, string word)
    {
        var utf8 = Encoding.UTF8.GetBytes(word);
        var needles = new List<byte[]> { utf8, Encoding.Unicode.GetBytes(word), Encoding.BigEndianUnicode.GetBytes(word) };
        for (var shift = 0; shift < 3; shift++)
        {
            var encoded = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            // The characters at both ends also depend on what stands beside the word.
            needles.Add(Encoding.ASCII.GetBytes(encoded[(shift == 0 ? 0 : 4)..^4]));
        }

        return needles.Any(needle => haystack.AsSpan().IndexOf(needle) >= 0);
    }
}
