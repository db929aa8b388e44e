namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/RuleWords.resx</c> and <c>RuleWords.es.resx</c>: what pages and console say about the clinic's rules.</summary>
public sealed class RuleWords;
