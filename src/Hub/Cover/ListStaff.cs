using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Cover;

/// <summary>Person ids of everyone whom the clinic lists as staff and whose account is enabled; for staff.</summary>
public sealed record ListStaff(Caller By) : IRequest<IReadOnlyList<string>>;

internal sealed class ListStaffHandler(Readers readers) : IRequestHandler<ListStaff, IReadOnlyList<string>>
{
    public Task<IReadOnlyList<string>> Handle(ListStaff request, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        request.By.IsStaff ? readers.Read(Staffing.Listed).ConvertAll(member => member.Person) : []);
}
