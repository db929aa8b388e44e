namespace CareConnect.Hub.Tests.Authorization;

/// <summary>Who may call a thing. Everyone else is refused.</summary>
internal enum May
{
    /// <summary>Not signed in.</summary>
    Anyone,

    /// <summary>Every open session; what is answered depends on the caller's own circles.</summary>
    SignedIn,

    Staff,

    Patient,
}

/// <summary>Every endpoint of the API and every method of the hub. One that is missing here fails a test.</summary>
internal static class AuthorizationTable
{
    public static readonly IReadOnlyDictionary<string, May> Endpoints = new Dictionary<string, May>
    {
        ["GET /api/me"] = May.SignedIn,
        ["GET /api/me/keys"] = May.SignedIn,
        ["POST /api/me/card"] = May.SignedIn,
        ["GET /api/people/{person}/cards"] = May.SignedIn,
        ["GET /api/circles"] = May.SignedIn,
        ["GET /api/circles/{circle}/copies"] = May.SignedIn,
        ["POST /api/commits"] = May.SignedIn,
        ["GET /api/clinic"] = May.SignedIn,
        ["PUT /api/teams/{team}"] = May.Staff,
        ["GET /api/teams/{team}/reply-times"] = May.SignedIn,
        ["GET /api/patients"] = May.Staff,
        ["GET /api/patients/{record}/results"] = May.Staff,
        ["GET /api/patients/{record}/contacts"] = May.Staff,
        ["GET /api/reply-templates"] = May.Staff,
        ["GET /api/reports"] = May.Staff,
        ["PUT /api/on-call/schedules/{schedule}"] = May.Staff,
        ["POST /api/on-call/overrides"] = May.Staff,
        ["PUT /api/on-call/policy"] = May.Staff,
        ["GET /api/invitations"] = May.SignedIn,
        ["POST /api/invitations"] = May.Staff,
        ["POST /api/vouches"] = May.Staff,
        ["POST /api/me/push"] = May.Staff,
        ["POST /api/pages/{page}/shown"] = May.Anyone,
        ["POST /api/setup"] = May.Anyone,
        ["POST /api/join"] = May.Anyone,
        ["POST /api/join/look"] = May.Anyone,
        ["POST /api/token"] = May.Anyone,
    };

    public static readonly IReadOnlyDictionary<string, May> HubMethods = new Dictionary<string, May>
    {
        ["Hello"] = May.SignedIn,
        ["Post"] = May.SignedIn,
        ["Since"] = May.SignedIn,
        ["Opened"] = May.SignedIn,
        ["Typing"] = May.SignedIn,
        ["CannotOpen"] = May.SignedIn,
        ["Report"] = May.SignedIn,
        ["Queue"] = May.Staff,
        ["Claim"] = May.Staff,
        ["Release"] = May.Staff,
        ["Reroute"] = May.Staff,
        ["Close"] = May.Staff,
        ["LowerLevel"] = May.Staff,
        ["StepDownRisk"] = May.Staff,
        ["RecordNoShow"] = May.Staff,
        ["HandOver"] = May.Staff,
        ["Tasks"] = May.Staff,
        ["FinishTask"] = May.Staff,
        ["HandTask"] = May.Staff,
        ["RaiseAlert"] = May.Patient,
        ["MyAlert"] = May.SignedIn,
        ["Board"] = May.Staff,
        ["AlertShown"] = May.Staff,
        ["TakeAlert"] = May.Staff,
        ["ContactMade"] = May.Staff,
        ["CloseAlert"] = May.Staff,
        ["RaiseFor"] = May.Staff,
        ["GiveBack"] = May.Staff,
        ["StartDrill"] = May.Staff,
        ["EndDrill"] = May.Staff,
        ["Drills"] = May.Staff,
    };

    /// <summary>Pages and other endpoints that answer without a session. Everything else asks for one.</summary>
    public static readonly IReadOnlyCollection<string> OpenPages =
    [
        "/", "/{**path}", "/coverage/feed/{token}.ics", "/crisis/answer/{alert}", "/error/{code:int}", "/health/crisis", "/health/live",
        "/health/ready", "/help", "/help/tell", "/help/told", "/help/unsent", "/https-needed", "/join", "/openapi/{documentName}.json",
        "/plan/kept", "/setup", "/sign-in", "/sign-in/demo",
    ];
}
