namespace CareConnect.Protocol;

/// <summary>
/// Why a call was refused. Every reply carries one of these names or null.
/// Refusals of the encryption (<c>BadSignature</c>, <c>WrongPrev</c>, …) come by the names of PROTOCOL.md's verifier.
/// </summary>
public static class HubErrors
{
    /// <summary>The session has ended, or the person has no right to this.</summary>
    public const string NotAllowed = nameof(NotAllowed);

    /// <summary>No such conversation, team, item, alert or person that this person may see.</summary>
    public const string NotFound = nameof(NotFound);

    public const string Malformed = nameof(Malformed);
    public const string TooLarge = nameof(TooLarge);
    public const string UnknownDevice = nameof(UnknownDevice);
    public const string BadSignature = nameof(BadSignature);

    /// <summary>The message names an epoch that is not the newest.</summary>
    public const string WrongEpoch = nameof(WrongEpoch);

    /// <summary>The epoch must be repaired first: a member's key, the clinic's list or the custodian changed.</summary>
    public const string Stale = nameof(Stale);

    /// <summary>The entry the author says to have seen is not the one at that number.</summary>
    public const string WrongSeen = nameof(WrongSeen);

    /// <summary>The same device already used this id for other bytes.</summary>
    public const string Different = nameof(Different);

    /// <summary>Another link was committed first; it comes with the reply.</summary>
    public const string Lost = nameof(Lost);

    /// <summary>Somebody has it already; the reply says who.</summary>
    public const string AlreadyTaken = nameof(AlreadyTaken);

    /// <summary>The item or alert is not in a state that allows this.</summary>
    public const string WrongState = nameof(WrongState);

    /// <summary>Too many calls; try again after the seconds that the reply gives.</summary>
    public const string Busy = nameof(Busy);

    /// <summary>Somebody else has this sign-in name.</summary>
    public const string LoginTaken = nameof(LoginTaken);

    /// <summary>The password is too short (10 characters at least).</summary>
    public const string WeakPassword = nameof(WeakPassword);

    /// <summary>The set-up code is not the one on the console, or was used.</summary>
    public const string WrongCode = nameof(WrongCode);
}
