using CareConnect.Hub.Questionnaires;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<Reply> StepDownRisk(Guid patient, string level, string reason) => Ask(caller => new StepDownRisk(caller, patient, level, reason));

    public Task<Reply> RecordNoShow(Guid patient) => Ask(caller => new RecordNoShow(caller, patient));
}
