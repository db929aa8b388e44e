namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/FigureWords.resx</c> and <c>FigureWords.es.resx</c>: what the page of figures says.</summary>
public sealed class FigureWords;
