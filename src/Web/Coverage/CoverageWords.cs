namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/CoverageWords.resx</c> and <c>CoverageWords.es.resx</c>: the words of the pages about who is on call.</summary>
public sealed class CoverageWords;
