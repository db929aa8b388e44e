namespace CareConnect.Domain.People;

/// <summary>Something that needs a role. Membership of a team or conversation is asked on top of it.</summary>
public enum Act
{
    /// <summary>Start a thread with a team, and write in it as its patient.</summary>
    WriteToTeam,

    /// <summary>Raise a crisis alert, about oneself as a patient or about a patient as staff.</summary>
    RaiseAlert,

    /// <summary>See who waits for one's teams.</summary>
    SeeQueue,

    /// <summary>Claim, release, answer and close what waits for one's teams.</summary>
    WorkQueue,

    /// <summary>Give what waits to another team.</summary>
    Reroute,

    /// <summary>Lower a level: a clinical judgement.</summary>
    LowerLevel,

    /// <summary>See the crisis board.</summary>
    SeeCrisisBoard,

    /// <summary>Take an alert, make contact, close it.</summary>
    RespondToAlert,

    /// <summary>Try the paging chain from end to end.</summary>
    StartDrill,

    /// <summary>Start and use care-team channels.</summary>
    UseChannels,

    /// <summary>Invite a patient and vouch for them.</summary>
    InvitePatient,

    /// <summary>Invite staff and give them roles.</summary>
    InviteStaff,

    /// <summary>Make teams and say which kind of care each gives.</summary>
    ManageTeams,

    /// <summary>Write the clinic's reply templates.</summary>
    KeepReplies,

    /// <summary>Say who is on call, and whom alerts are paged to. Leads of crisis teams may too.</summary>
    EditCoverage,

    /// <summary>Change the clinic's clocks, hours and thresholds.</summary>
    TuneRules,

    /// <summary>See how much comes in and how fast it is answered.</summary>
    SeeFigures,
}
