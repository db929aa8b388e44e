namespace CareConnect.Crypto.Verification;

/// <summary>Why an object was refused. The names are the same in TypeScript and in the committed vectors.</summary>
public enum Refusal
{
    /// <summary>Accepted.</summary>
    None = 0,
    /// <summary>Not the strict CBOR subset, wrong arity, a field of the wrong length, or bytes after the end.</summary>
    Malformed,
    /// <summary>Above a limit of protocol section 1.</summary>
    TooLarge,
    /// <summary>The body's label is another object's.</summary>
    WrongLabel,
    /// <summary>The Ed25519 signature does not hold.</summary>
    BadSignature,
    /// <summary>An Ed25519 key of small order.</summary>
    SmallOrderKey,
    /// <summary>An X-Wing key of the wrong length, unreduced, with a small-order X25519 part, or changed where it must stay.</summary>
    BadReceivingKey,
    /// <summary>A card with another identity key than the link before.</summary>
    IdentityChanged,
    /// <summary>A card that removes a device and keeps a receiving key, or brings one back.</summary>
    ReceivingKeyKept,
    /// <summary>A card that lists a device which was removed before.</summary>
    DeviceReturned,
    /// <summary>Devices not ascending and unique.</summary>
    DevicesUnsorted,
    /// <summary>An older newest link than one already seen, or another link at a known number.</summary>
    RolledBack,
    /// <summary><c>prev</c> is not the link before.</summary>
    WrongPrev,
    /// <summary><c>n</c> does not follow the link before.</summary>
    WrongNumber,
    /// <summary>The kind differs from the link before.</summary>
    KindChanged,
    /// <summary>(seenN, seenH) is not the entry just before.</summary>
    WrongSeen,
    /// <summary>The author is not reached by this manifest.</summary>
    AuthorNotMember,
    /// <summary>The author is reached by this manifest and not by the link before.</summary>
    AuthorNotBefore,
    /// <summary>The author is reached by the link before and not by this manifest.</summary>
    AuthorRemoved,
    /// <summary>The device is in no card at or after the one reached (hub: not in the newest card).</summary>
    UnknownDevice,
    /// <summary>A link named here is not known, or is of another chain than its principal's.</summary>
    UnknownLink,
    /// <summary>A head is earlier than in the link before.</summary>
    HeadWentBack,
    /// <summary><c>clinicLink</c> is earlier than in the link before.</summary>
    ClinicLinkWentBack,
    /// <summary><c>clinicLink</c> is not of the pinned clinic.</summary>
    OtherClinic,
    /// <summary>Members not ascending and unique.</summary>
    MembersUnsorted,
    /// <summary>The members, roles or fields do not fit the kind.</summary>
    Shape,
    /// <summary>The clinic's custodian team is missing.</summary>
    NoCustodian,
    /// <summary>A change that nobody may make.</summary>
    NotAllowed,
    /// <summary>A change that only staff may make.</summary>
    NotStaff,
    /// <summary>A clinic link by someone who is no steward.</summary>
    NotSteward,
    /// <summary>A change of a team by someone who is neither lead nor steward.</summary>
    NotLead,
    /// <summary>A member's <c>since</c> lies ahead, was raised, or was lowered by someone who may not.</summary>
    SinceChanged,
    /// <summary>A head, clinic link or receiving key is not the newest.</summary>
    Stale,
    /// <summary>A member has no sealed copy.</summary>
    CopyMissing,
    /// <summary>A sealed copy does not have the hash that the manifest lists.</summary>
    CopyMismatch,
    /// <summary>A ciphertext does not open.</summary>
    DoesNotOpen,
    /// <summary>A secret does not match its epoch's commitment.</summary>
    CommitmentMismatch,
    /// <summary>A team's public key is not derived from its secret.</summary>
    TeamKeyMismatch,
    /// <summary>A message of another circle.</summary>
    WrongCircle,
    /// <summary>A message of another epoch.</summary>
    WrongEpoch,
    /// <summary>A message by someone whom its epoch does not reach.</summary>
    WrongAuthor,
    /// <summary>The same entry again.</summary>
    Duplicate,
    /// <summary>A known message id with other bytes.</summary>
    Different,
    /// <summary>The padding is not zero or the length field is wrong.</summary>
    BadPadding,
    /// <summary>Part of a person's keys was withheld.</summary>
    KeysWithheld,
    /// <summary>The recovery code is wrong or mistyped.</summary>
    WrongCode,
    /// <summary>The circle was stopped by an earlier refusal.</summary>
    Stopped,
}
