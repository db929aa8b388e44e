using System.Collections.Concurrent;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tests.Backplane;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CareConnect.Hub.Tests.Connections;

public sealed class SessionEndsTests
{
    [Fact]
    public async Task A_database_that_is_away_for_a_while_ends_neither_the_sweep_nor_the_program()
    {
        await using var clinic = await CareClinic.Open();
        var maya = await clinic.Person("maya", Role.Patient);
        var device = await clinic.Connect(maya);
        await Eventually.TrueAsync(() => clinic.Get<OpenConnections>().Sessions.Contains(maya.Session), "the hub knows the connection");
        var (clock, log) = (new FakeTimeProvider(), new Errors());
        using var sweep = new SessionEnds(
            clinic.Get<OpenConnections>(), clinic.Get<Readers>(), clinic.Get<IHubContext<CareHub, ICareClient>>(), clock, log);
        await sweep.StartAsync(TestContext.Current.CancellationToken);

        // (1) A look that fails is told, and the next one comes.
        await clinic.Write("ALTER TABLE Sessions RENAME TO SessionsAway");
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return log.Count >= 2 || sweep.ExecuteTask!.IsCompleted;
            },
            "two looks have failed");
        Assert.False(sweep.ExecuteTask!.IsCompleted);

        // (2) It does its work when the database is back.
        await clinic.Write("ALTER TABLE SessionsAway RENAME TO Sessions");
        await clinic.Get<Sessions>().End(maya.Session, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return device.Hub.State == HubConnectionState.Disconnected;
            },
            "the connection of the ended session is closed");
        await sweep.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Errors : ILogger<SessionEnds>
    {
        private readonly ConcurrentQueue<string> told = [];

        public int Count => told.Count;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error) told.Enqueue(formatter(state, exception));
        }
    }
}
