namespace CareConnect.Domain.Questionnaires;

/// <summary>What an item can be answered with.</summary>
public enum Scale
{
    /// <summary>How often in the last two weeks: 0 not at all, 1 several days, 2 more than half the days, 3 nearly every day.</summary>
    Frequency,

    /// <summary>0 no, 1 yes.</summary>
    YesNo,
}

/// <summary>One question. Its words are in the resource files, under its code.</summary>
/// <param name="Code">Stored with every answer, so it is never given a new meaning.</param>
/// <param name="Scale">Its answers.</param>
public sealed record Item(string Code, Scale Scale)
{
    /// <summary>The highest answer.</summary>
    public int Most => Scale == Scale.Frequency ? 3 : 1;
}
