namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/PagingWords.resx</c>: how staff are reached, and answering a page.</summary>
public sealed class PagingWords;
