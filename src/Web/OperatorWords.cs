namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/OperatorWords.resx</c> and <c>OperatorWords.es.resx</c>: what the operator's page says.</summary>
public sealed class OperatorWords;
