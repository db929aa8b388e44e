using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Tests.Rules;

/// <summary>What the rules are when the program starts.</summary>
public sealed class AtStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rules").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_comes_into_force_once_and_what_came_after_it_stays()
    {
        var file = Written(Document("from-file"));
        Assert.Equal("from-file", (await Started(file)).Version);
        Assert.Equal("America/New_York", Zone());

        // Put in force later, as an administrator does.
        await Stored(Document("by-hand"));
        Assert.Equal("by-hand", (await Started(file)).Version);
        Assert.Equal("by-hand", (await Started(null)).Version);
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("{}", 1)]
    public async Task A_bad_file_stops_the_start(string text, int line)
    {
        var bad = await Assert.ThrowsAsync<BadRulePackException>(() => Started(Written(text)));
        Assert.Equal((false, line), (bad.Stored, bad.Refusals[0].Line));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_not_text_stops_the_start()
    {
        Assert.Empty((await Assert.ThrowsAsync<BadRulePackException>(() => Started(Path.Combine(folder, "none.json")))).Refusals);
        var file = Path.Combine(folder, "pack.json");
        await File.WriteAllBytesAsync(file, [0x7b, 0xff, 0xfe, 0x7d], Stop);
        Assert.Equal([new NotJson(1)], (await Assert.ThrowsAsync<BadRulePackException>(() => Started(file))).Refusals);
    }

    [Fact]
    public async Task A_file_may_not_say_something_else_under_a_version_that_was_used()
    {
        await Started(Written(Document("a")));
        var bad = await Assert.ThrowsAsync<BadRulePackException>(() => Started(Written(Document("a").Replace("\"workingDays\": 1", "\"workingDays\": 2", StringComparison.Ordinal))));
        Assert.Equal([new VersionTaken(2, "a")], bad.Refusals);
        Assert.Equal(1, (await Started(null)).RoutineWorkingDays);
    }

    [Fact]
    public async Task A_bad_stored_pack_stops_the_start_and_a_good_file_is_the_way_out()
    {
        await Started(null);
        await Stored(Document("old").Replace("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": 50", StringComparison.Ordinal), "old");
        var bad = await Assert.ThrowsAsync<BadRulePackException>(() => Started(null));
        Assert.Equal((true, "old", 31), (bad.Stored, bad.Origin, bad.Refusals[0].Line));

        Assert.Equal("new", (await Started(Written(Document("new")))).Version);
    }

    [Fact]
    public async Task Processes_that_start_together_with_a_file_put_it_in_force_once()
    {
        var file = Written(Document("a"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Started(file)));
        using var host = Program(null);
        Assert.Equal(1, host.Services.GetRequiredService<Readers>().Read(sql => sql.Number("SELECT COUNT(*) FROM RulePacks")));
    }

    [Fact]
    public async Task A_replay_wants_a_clinic_that_this_program_has_started()
    {
        using (var host = Program(null)) Assert.Null(await host.ReplayDecisions(Stop));
        await Started(null);
        using (var host = Program(null)) Assert.Equal(0, (await host.ReplayDecisions(Stop))!.Replayed);
    }

    private static string Document(string version) => PackDocument.Default
        .Replace("default-1", version, StringComparison.Ordinal).Replace("Etc/UTC", "America/New_York", StringComparison.Ordinal);

    private string Written(string document)
    {
        var file = Path.Combine(folder, "pack.json");
        File.WriteAllText(file, document);
        return file;
    }

    private async Task<RulePack> Started(string? file)
    {
        using var host = Program(file);
        await host.PrepareCareConnect(Stop);
        return host.Services.GetRequiredService<Readers>().Read(Hub.Queue.RulePacks.Current);
    }

    private async Task Stored(string document, string? version = null)
    {
        using var host = Program(null);
        await host.Services.GetRequiredService<WriterQueue>().Run(tx =>
        {
            if (version is null) PackStore.PutInForce(tx, ((PackRead)PackDocument.Read(document)).Pack, document, null, TimeProvider.System.GetUtcNow());
            else
                tx.Execute(
                    "INSERT INTO RulePacks (Number, Version, Document, Hash, TimeZone, InForceFrom) VALUES (1, ?1, ?2, ?3, 'Etc/UTC', 0)",
                    version, document, PackStore.HashOf(document));
        });
    }

    private string? Zone()
    {
        using var host = Program(null);
        return host.Services.GetRequiredService<Readers>().Read(sql => sql.Text("SELECT TimeZone FROM Clinic"));
    }

    private IHost Program(string? file)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Data", folder), new("Demo", "true"), new("Rules:Pack", file)]);
        builder.Services.AddCareConnectHub(builder.Configuration);
        return builder.Build();
    }
}
