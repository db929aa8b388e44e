using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using MediatR;

namespace CareConnect.Web.Access;

/// <summary>Who answers crisis alerts now, by the one rule of board and pager. An account's role alone gives no right, and none is needed.</summary>
public sealed class CrisisTeams(ISender sender)
{
    public async Task<bool> Has(Caller caller, CancellationToken cancellation) =>
        (await sender.Send(new ReadCrisisCover(caller), cancellation)).Answers;

    /// <summary>False: nobody at the clinic would see an alert, and the patient is told so.</summary>
    public async Task<bool> AnyoneThere(Caller caller, CancellationToken cancellation) =>
        (await sender.Send(new ReadCrisisCover(caller), cancellation)).AnyoneThere;
}
