using System.Collections.Immutable;
using CareConnect.Domain.Crisis;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>The responders of a simulated clinic: who is on call when, whom a page reaches, and what people then do.</summary>
internal sealed class Clinicians(World world)
{
    private const int Second = 1_000, Minute = 60 * Second;
    private static readonly RulePack Pack = RulePack.Default(TimeZoneInfo.Utc);
    private readonly Dictionary<long, Chain> shifts = [];

    public ImmutableArray<PersonId> Everyone { get; } = [.. Enumerable.Range(1, 4).Select(number => new PersonId($"person {number}"))];

    /// <summary>Another one every half hour: some steps are empty, some people cannot be reached, now and then there is nobody at all.</summary>
    public Chain ChainAt(DateTimeOffset now)
    {
        var shift = now.ToUnixTimeSeconds() / 1800;
        if (shifts.TryGetValue(shift, out var chain)) return chain;
        var random = new Random(unchecked((int)((shift * 7919) + world.Seed)));
        var steps = Enumerable.Range(0, random.Next(1, 5)).Select(index => new ReadyStep(
            index, TimeSpan.FromMinutes(random.Next(3, 7)),
            random.NextDouble() < 0.2 ? [] : [Everyone[random.Next(Everyone.Length)]])).ToList();
        var nobody = random.NextDouble() < 0.03;
        return shifts[shift] = new Chain(
            nobody ? [] : steps,
            Everyone.Where(_ => random.NextDouble() < 0.9).ToHashSet(),
            nobody ? [] : Everyone);
    }

    /// <summary>A page went out to this person. It may arrive, and they may do something about it.</summary>
    public void Hear(Guid alert, PersonId person)
    {
        if (world.Happens(0.4)) return;
        world.Time.In(world.Random.Next(2 * Second, 5 * Minute), () => Take(alert, person));
    }

    /// <summary>The patient asked again after contact: whoever has it has fifteen minutes again.</summary>
    public void HasToReachAgain(Guid id)
    {
        if (Hub.Crisis.AlertStore.OpenOf(world.Store.Sql, id) is not { Owner: { } owner }) return;
        world.Checks.Taken(id, owner, (long)Pack.Crisis.Contact.TotalMilliseconds);
        Reach(id, owner);
    }

    private void Take(Guid id, PersonId person)
    {
        switch (world.Ask(id, (alert, now) => alert.Take(person, Pack, now)))
        {
            case null:
                world.Time.In(2 * Second, () => Take(id, person));
                break;
            case Taken taken:
                world.Checks.Taken(id, person, (long)Pack.Crisis.Contact.TotalMilliseconds);
                world.Checks.Compare(taken.Alert);
                Reach(id, person);
                break;
        }
    }

    private void Reach(Guid id, PersonId person)
    {
        var chance = world.Random.NextDouble();
        var soon = world.Random.Next(30 * Second, 14 * Minute);
        if (chance < 0.65) world.Time.In(soon, () => Contact(id, person));
        else if (chance < 0.8) world.Time.In(soon, () => GiveBack(id, person));
        else if (chance < 0.85) world.Time.In((15 * Minute) + world.Random.Next(-500, 500), () => Contact(id, person));
        // Else nothing: asleep again, or the telephone is dead.
    }

    private void Contact(Guid id, PersonId person)
    {
        switch (world.Ask(id, (alert, now) => alert.MakeContact(person, now)))
        {
            case null:
                world.Time.In(Second, () => Contact(id, person));
                break;
            case AlertMoved:
                world.Checks.Reached(id);
                if (world.Happens(0.95)) world.Time.In(world.Random.Next(Minute, 10 * Minute), () => Close(id, person));
                break;
        }
    }

    private void GiveBack(Guid id, PersonId person)
    {
        switch (world.Ask(id, (alert, now) => alert.GiveBack(person, now)))
        {
            case null:
                world.Time.In(Second, () => GiveBack(id, person));
                break;
            case AlertMoved:
                world.Checks.Free(id, wait: 0);
                break;
        }
    }

    private void Close(Guid id, PersonId person)
    {
        var result = world.Ask(id, (alert, now) => alert.Close(
            person, Disposition.SafeWithPlan, new FollowUp(person, Pack.Calendar.Date(now)), Pack.Calendar, now));
        if (result is null) world.Time.In(Second, () => Close(id, person));
    }
}
