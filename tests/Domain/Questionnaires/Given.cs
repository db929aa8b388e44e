using CareConnect.Domain.Questionnaires;

namespace CareConnect.Domain.Tests.Questionnaires;

/// <summary>Answers, in short.</summary>
internal static class Given
{
    /// <summary>The screener's answers as a text: <c>1y 2n 6y r?</c>; r is "within three months", ? is passed over.</summary>
    public static Answers Screener(string text)
    {
        var answers = Answers.None;
        foreach (var one in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var code = one[0] == 'r' ? "cssrs.6.recent" : $"cssrs.{one[0]}";
            answers = answers.With(Questionnaire.Find(code)!, one[1] switch { 'y' => 1, 'n' => 0, _ => null });
        }

        return answers;
    }

    /// <summary>All items of an instrument, in order.</summary>
    public static Answers All(Instrument instrument, params int?[] answers) =>
        Questionnaire.Of(instrument).Items.Zip(answers).Aggregate(Answers.None, (all, pair) => all.With(pair.First, pair.Second));

    /// <summary>All items, so that they add up to this total.</summary>
    public static Answers Total(Instrument instrument, int total)
    {
        var answers = Answers.None;
        foreach (var item in Questionnaire.Of(instrument).Items)
        {
            var one = Math.Min(total, item.Most);
            answers = answers.With(item, one);
            total -= one;
        }

        return answers;
    }
}
