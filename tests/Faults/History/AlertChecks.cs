namespace CareConnect.Faults.Tests.History;

/// <summary>Every alert is at its end or being paged, and one person's at a time.</summary>
internal static class AlertChecks
{
    /// <summary>How long after its time the clock may still come to an alert: a lease, a beat, and a busy machine.</summary>
    public const long Late = 20_000;

    public static void Check(IReadOnlyList<Happening> history, Ending ending, List<Broken> broken)
    {
        var board = ending.Alerts.ToDictionary(alert => alert.Alert);
        foreach (var each in history.OfType<Raised>())
        {
            if (!board.TryGetValue(each.Open, out var alert)) broken.Add(new(Breach.AlertLost, $"{each.Open} of {each.Client} was acknowledged and is not on the board"));
            else if (alert.Patient != each.Client) broken.Add(new(Breach.AlertLost, $"{each.Open} of {each.Client} is {alert.Patient}'s on the board"));
        }

        var asked = history.OfType<Raising>().Select(each => each.Alert).ToHashSet();
        foreach (var alert in ending.Alerts)
        {
            if (!asked.Contains(alert.Alert)) broken.Add(new(Breach.AlertDoubled, $"{alert.Alert} of {alert.Patient} was raised by nobody"));
            CheckEnd(alert, ending.Now, ending.Step, broken);
            CheckOwners(alert, broken);
        }

        foreach (var open in ending.Alerts.Where(alert => alert.State != "closed").GroupBy(alert => alert.Patient).Where(open => open.Count() > 1))
            broken.Add(new(Breach.AlertDoubled, $"{open.Key} has {open.Count()} open alerts"));

        foreach (var took in history.OfType<Took>())
        {
            if (!board.TryGetValue(took.Alert, out var alert) || !alert.Moves.Any(move => move.Kind == "acknowledged" && move.By == took.Client))
                broken.Add(new(Breach.AlertDoublyOwned, $"{took.Client} was told to have {took.Alert}, whose history does not say so"));
        }
    }

    private static void CheckEnd(AlertEnd alert, long now, long step, List<Broken> broken)
    {
        // Who was reached is somebody's; the reminder to close is not on the board.
        if (alert.State is "closed" or "contact-made") return;
        if (alert.Next is not { } next)
            broken.Add(new(Breach.AlertSilent, $"{alert.Alert} is {alert.State}, and nothing is to happen with it"));
        else if (next < now - Late)
            broken.Add(new(Breach.AlertSilent, $"{alert.Alert} is {alert.State}, and was due {now - next} ms ago"));
        else if (alert.State != "acknowledged" && next > now + step + Late)
            broken.Add(new(Breach.AlertSilent, $"{alert.Alert} is {alert.State}, and its next page waits {next - now} ms"));
        if (alert.State == "raised" && now - alert.Moves[0].At > Late)
            broken.Add(new(Breach.AlertSilent, $"{alert.Alert} was raised {now - alert.Moves[0].At} ms ago, and nobody was paged"));
    }

    private static void CheckOwners(AlertEnd alert, List<Broken> broken)
    {
        string? owner = null;
        foreach (var move in alert.Moves)
        {
            switch (move.Kind)
            {
                case "acknowledged":
                    if (owner is not null) broken.Add(new(Breach.AlertDoublyOwned, $"{alert.Alert} was given to {move.By} while {owner} had it"));
                    owner = move.By;
                    break;
                case "given-back" or "expired":
                    owner = null;
                    break;
                case "paged" when owner is not null:
                    broken.Add(new(Breach.AlertDoublyOwned, $"{alert.Alert} was paged while {owner} had it"));
                    break;
            }
        }

        if (owner != alert.Owner) broken.Add(new(Breach.AlertDoublyOwned, $"{alert.Alert} is {alert.Owner ?? "nobody"}'s, but its history says {owner ?? "nobody"}"));
    }
}
