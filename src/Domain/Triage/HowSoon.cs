namespace CareConnect.Domain.Triage;

/// <summary>How soon the patient said they need an answer. The numbers are those of the message's open part.</summary>
public enum HowSoon
{
    /// <summary>They did not say.</summary>
    None = 0,

    /// <summary>Now.</summary>
    Now = 1,

    /// <summary>Today.</summary>
    Today = 2,

    /// <summary>This week.</summary>
    Week = 3,
}
