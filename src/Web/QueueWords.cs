namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/QueueWords.resx</c> and <c>QueueWords.es.resx</c>: what pages say of time away, and of reply templates.</summary>
public sealed class QueueWords;
