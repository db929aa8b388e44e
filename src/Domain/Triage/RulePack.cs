using CareConnect.Domain.Calendar;

namespace CareConnect.Domain.Triage;

/// <summary>A claim and a contact clock that run day and night.</summary>
/// <param name="Claim">Until a person has it.</param>
/// <param name="Contact">Until the patient has been answered or reached.</param>
public readonly record struct RoundTheClock(TimeSpan Claim, TimeSpan Contact);

/// <summary>
/// The clocks and thresholds a clinic may tune, as one version that its medical director signs. The defaults are those of
/// CLINICAL.md (our own).
/// </summary>
public sealed record RulePack
{
    /// <summary>A routine matter may never be given more working days than this.</summary>
    public const int RoutineCapWorkingDays = 3;

    /// <summary>The default clocks on a clinic's calendar.</summary>
    public RulePack(string version, WorkingCalendar calendar)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        ArgumentNullException.ThrowIfNull(calendar);
        Version = version;
        Calendar = calendar;
    }

    /// <summary>Names this pack in every decision it made.</summary>
    public string Version { get; }

    /// <summary>When the clinic works.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>P0: acknowledged within 5 minutes, contact within 15.</summary>
    public RoundTheClock Crisis { get; init => field = Checked(value); } =
        new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15));

    /// <summary>P1: claimed within 30 minutes, contact within 2 hours.</summary>
    public RoundTheClock Urgent { get; init => field = Checked(value); } =
        new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(2));

    /// <summary>P3: this many working days, 1 to <see cref="RoutineCapWorkingDays"/>.</summary>
    public int RoutineWorkingDays
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, RoutineCapWorkingDays);
            field = value;
        }
    } = 1;

    /// <summary>The numbers that the rules compare with.</summary>
    public Thresholds Thresholds
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = Thresholds.Default;

    /// <summary>The pack a clinic starts with: the default clocks, Monday to Friday from 9 to 17 in its time zone.</summary>
    public static RulePack Default(TimeZoneInfo zone, IEnumerable<DateOnly>? holidays = null) =>
        new("default-1", WorkingCalendar.OfficeHours(zone, holidays));

    /// <summary>The clocks of a level that started at <paramref name="from"/>.</summary>
    public Clocks ClocksOf(Level level, DateTimeOffset from)
    {
        from = from.ToUniversalTime();
        return level switch
        {
            Level.Crisis => new Clocks(from + Crisis.Claim, from + Crisis.Contact),
            Level.Urgent => new Clocks(from + Urgent.Claim, from + Urgent.Contact),
            Level.Today => Same(Calendar.EndOfWorkingDay(from)),
            Level.Routine => Same(Calendar.AddWorkingDays(from, RoutineWorkingDays)),
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
        };
    }

    private static Clocks Same(DateTimeOffset by) => new(by, by);

    private static RoundTheClock Checked(RoundTheClock value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value.Claim, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Contact, value.Claim);
        return value;
    }
}
