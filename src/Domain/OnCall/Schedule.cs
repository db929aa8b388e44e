using System.Collections.Immutable;
using CareConnect.Domain.People;

namespace CareConnect.Domain.OnCall;

/// <summary>A person instead of whoever the rotations name, or nobody. Of two that overlap the later made wins.</summary>
/// <param name="Person">Null: these hours are left open, and are a gap.</param>
public sealed record Override(Guid Id, DateTimeOffset From, DateTimeOffset Until, PersonId? Person, DateTimeOffset MadeAt);

/// <summary>A stretch of time, and who is on call in it.</summary>
/// <param name="Person">Null: nobody, a gap.</param>
/// <param name="Override">The override that says so, if one does.</param>
public sealed record Stretch(DateTimeOffset From, DateTimeOffset Until, PersonId? Person, Guid? Override = null);

/// <summary>Who is on call when. Pure: the same instant gives the same person.</summary>
public sealed record Schedule
{
    // The longest shift, and a day for the zone.
    private const int LookBack = 8;

    /// <summary>The schedule's id.</summary>
    public required ScheduleId Id { get; init; }

    /// <summary>What the clinic calls it.</summary>
    public required string Name { get; init; }

    /// <summary>In which its hours are.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>They do not overlap (<see cref="ScheduleRules"/>); if they did, the first would win.</summary>
    public required ImmutableArray<Rotation> Rotations { get; init; }

    /// <summary>In any order.</summary>
    public ImmutableArray<Override> Overrides { get; init; } = [];

    /// <summary>Who is on call at this instant; null: nobody.</summary>
    public PersonId? OnCallAt(DateTimeOffset instant) => Between(instant, instant.AddTicks(1))[0].Person;

    /// <summary>Those stretches in which somebody is on call.</summary>
    public ImmutableArray<Stretch> Shifts(DateTimeOffset from, DateTimeOffset until) =>
        [.. Between(from, until).Where(stretch => stretch.Person is not null)];

    /// <summary>Those in which nobody is; neighbours are one.</summary>
    public ImmutableArray<Stretch> Gaps(DateTimeOffset from, DateTimeOffset until)
    {
        var gaps = ImmutableArray.CreateBuilder<Stretch>();
        foreach (var stretch in Between(from, until))
        {
            if (stretch.Person is not null) continue;
            if (gaps.Count > 0 && gaps[^1].Until == stretch.From) gaps[^1] = gaps[^1] with { Until = stretch.Until, Override = null };
            else gaps.Add(stretch);
        }

        return gaps.ToImmutable();
    }

    /// <summary>The whole of a range, in order and without overlap: shifts and gaps, cut at its ends.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public ImmutableArray<Stretch> Between(DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, until);
        List<Stretch> line = [.. WithGaps(Rotating(from, until), from, until)];
        foreach (var change in Overrides.OrderBy(change => change.MadeAt).ThenBy(change => change.Id))
        {
            if (change.From < until && change.Until > from) Put(line, change, from, until);
        }

        return [.. line];
    }

    // Each instant once: of rotations that overlap, what begins first, and then the first rotation, stays.
    private IEnumerable<Stretch> Rotating(DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (Date(from).AddDays(-LookBack), Date(until));
        var end = from;
        foreach (var (start, stop, person) in Rotations.SelectMany(rotation => rotation.Shifts(first, last))
            .Select(shift => (From: WallClock.At(Zone, shift.From), Until: WallClock.At(Zone, shift.Until), shift.Person))
            .OrderBy(shift => shift.From))
        {
            var begin = start > end ? start : end;
            var finish = stop < until ? stop : until;
            if (begin >= finish) continue;
            yield return new Stretch(begin, finish, person);
            end = finish;
        }
    }

    private static IEnumerable<Stretch> WithGaps(IEnumerable<Stretch> shifts, DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var shift in shifts)
        {
            if (shift.From > from) yield return new Stretch(from, shift.From, null);
            yield return shift;
            from = shift.Until;
        }

        if (from < until) yield return new Stretch(from, until, null);
    }

    private static void Put(List<Stretch> line, Override change, DateTimeOffset from, DateTimeOffset until)
    {
        var (begin, end) = (change.From > from ? change.From : from, change.Until < until ? change.Until : until);
        if (begin >= end) return;
        var before = line.Where(s => s.From < begin).Select(s => s.Until > begin ? s with { Until = begin } : s);
        var after = line.Where(s => s.Until > end).Select(s => s.From < end ? s with { From = end } : s);
        Stretch[] next = [.. before, new Stretch(begin, end, change.Person, change.Id), .. after];
        line.Clear();
        line.AddRange(next);
    }

    private DateOnly Date(DateTimeOffset instant) => DateOnly.FromDateTime(WallClock.Local(Zone, instant));
}
