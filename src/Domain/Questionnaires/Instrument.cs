namespace CareConnect.Domain.Questionnaires;

/// <summary>The questionnaires. Names are stored, so they are never given a new meaning.</summary>
public enum Instrument
{
    /// <summary>PHQ-9: low mood, nine items (Kroenke 2001).</summary>
    Phq9,

    /// <summary>GAD-7: worry, seven items (Spitzer 2006).</summary>
    Gad7,

    /// <summary>C-SSRS screener: thoughts of suicide, at most seven questions (Columbia).</summary>
    Screener,
}
