namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Why a change to one's ways of being reached was not made.</summary>
public enum WayError
{
    /// <summary>Not staff whom the clinic lists.</summary>
    NotAllowed,

    NotFound,

    /// <summary>This clinic has not set up this way.</summary>
    NotConfigured,

    /// <summary>Not an e-mail address, number with its country, or subscription of a known push service.</summary>
    BadAddress,

    /// <summary>As many as one person may have.</summary>
    TooMany,

    /// <summary>As many codes as one person may ask for in an hour.</summary>
    Busy,

    /// <summary>The provider did not take the code; it can be sent again.</summary>
    NotSent,

    WrongCode,

    /// <summary>The code is too old, or was guessed at too often: a new one is needed.</summary>
    CodeOver,
}

/// <param name="Method">What it is about, once there is one.</param>
public sealed record WayReply(WayError? Error, Guid? Method = null);
