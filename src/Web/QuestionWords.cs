namespace CareConnect.Web;

/// <summary>Stands for <c>Resources/QuestionWords.resx</c> and its Spanish: the questionnaires, and the pages around them.</summary>
public sealed class QuestionWords;
