namespace CareConnect.Domain.OnCall;

/// <summary>Wall times of a zone as instants. A later wall time is never an earlier instant, whatever the clocks do.</summary>
public static class WallClock
{
    /// <summary>Whether the clocks of the zone ever show this time: a spring change leaves some out.</summary>
    public static bool Shows(TimeZoneInfo zone, DateTime local) => !zone.IsInvalidTime(local);

    /// <summary>
    /// The instant, in UTC. A time that comes twice means its first coming; one that a spring change leaves out is the
    /// moment of the change, so that one shift ends there and the next begins.
    /// </summary>
    public static DateTimeOffset At(TimeZoneInfo zone, DateTime local)
    {
        // Changes are in whole minutes.
        while (zone.IsInvalidTime(local)) local = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0).AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>What the clocks of the zone show.</summary>
    public static DateTime Local(TimeZoneInfo zone, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
