namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/PlanWords.resx</c> and <c>PlanWords.es.resx</c>: what pages say of the safety plan and of how a patient is reached.</summary>
public sealed class PlanWords;
