namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/Words.resx</c> and <c>Words.es.resx</c>: every word that a page of the server says.</summary>
public sealed class Words;
