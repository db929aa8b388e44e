namespace CareConnect.Domain.Questionnaires;

/// <summary>What the C-SSRS screener says about the risk of suicide (Columbia), lowest first.</summary>
public enum RiskLevel
{
    /// <summary>All was answered no.</summary>
    None = 0,

    /// <summary>A wish to be dead, or thoughts of suicide without a method.</summary>
    Low = 1,

    /// <summary>A method was thought of, or something was done more than three months ago.</summary>
    Moderate = 2,

    /// <summary>An intent or a plan, or something was done within three months.</summary>
    High = 3,
}
