using CareConnect.Hub.Crisis;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    // Nothing of the crisis engine is rate limited: neither asking for help, nor answering it.
    public Task<RaiseReply> RaiseAlert(Guid alert, string cause) =>
        AskAtOnce(caller => new RaiseAlert(caller, alert, cause), static (error, _) => new RaiseReply(error, Guid.Empty, false));

    public Task<AlertReply> MyAlert() => AskAtOnce(caller => new ShowMyAlert(caller), static (error, _) => new AlertReply(error, null));

    public Task<BoardReply> Board() => AskAtOnce(caller => new ShowBoard(caller), static (error, _) => new BoardReply(error, [], []));

    public Task<RaiseReply> RaiseFor(Guid alert, Guid patient) =>
        AskAtOnce(caller => new RaiseFor(caller, alert, patient), static (error, _) => new RaiseReply(error, Guid.Empty, false));

    public Task<TakeReply> TakeAlert(Guid alert) =>
        AskAtOnce(caller => new TakeAlert(caller, alert), static (error, _) => new TakeReply(error));

    public Task<Reply> GiveBack(Guid alert) =>
        AskAtOnce(caller => new GiveBackAlert(caller, alert), static (error, _) => new Reply(error));

    public Task<Reply> ContactMade(Guid alert) =>
        AskAtOnce(caller => new MakeContact(caller, alert), static (error, _) => new Reply(error));

    public Task<Reply> CloseAlert(Guid alert, string disposition, string followUpOwner, long followUpAt) => AskAtOnce(
        caller => new CloseAlert(caller, alert, disposition, followUpOwner, followUpAt), static (error, _) => new Reply(error));

    public Task<RaiseReply> StartDrill(Guid drill) =>
        Ask(caller => new StartDrill(caller, drill), static (error, _) => new RaiseReply(error, Guid.Empty, false));

    public Task<Reply> EndDrill(Guid drill) => AskAtOnce(caller => new EndDrill(caller, drill), static (error, _) => new Reply(error));

    public Task<DrillsReply> Drills() => Look(caller => new ListDrills(caller), static (error, _) => new DrillsReply(error, []));
}
