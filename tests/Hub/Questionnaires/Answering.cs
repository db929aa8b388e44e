using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Questionnaires;
using MediatR;

namespace CareConnect.Hub.Tests.Questionnaires;

/// <summary>A patient with a questionnaire in hand.</summary>
internal static class Answering
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Guid> Begin(this CareClinic clinic, Caller patient, Instrument instrument) =>
        (await clinic.Get<ISender>().Send(new BeginSitting(patient, instrument), Cancelled))!.Value;

    public static Task<AnswerCame> Answer(this CareClinic clinic, Caller patient, Guid sitting, string item, int? answer) =>
        clinic.Get<ISender>().Send(new AnswerItem(patient, sitting, item, answer), Cancelled);

    /// <summary>Answers the PHQ-9's items in order; the last answer given is what the sitting came to.</summary>
    public static async Task<AnswerCame> Phq9(this CareClinic clinic, Caller patient, Guid sitting, params int?[] answers)
    {
        var came = AnswerCame.Stored;
        for (var i = 0; i < answers.Length; i++) came = await clinic.Answer(patient, sitting, $"phq9.{i + 1}", answers[i]);
        return came;
    }

    /// <summary>A whole PHQ-9 of this total, with item 9 at 0.</summary>
    public static async Task<Guid> WholePhq9(this CareClinic clinic, Caller patient, int total)
    {
        var sitting = await clinic.Begin(patient, Instrument.Phq9);
        for (var i = 1; i <= 9; i++)
        {
            var one = i == 9 ? 0 : Math.Min(total, 3);
            total -= one;
            await clinic.Answer(patient, sitting, $"phq9.{i}", one);
        }

        return sitting;
    }

    /// <summary>Answers the screener: <c>1y 2n 6y r?</c>.</summary>
    public static async Task<AnswerCame> Screener(this CareClinic clinic, Caller patient, Guid sitting, string answers)
    {
        var came = AnswerCame.Stored;
        foreach (var one in answers.Split(' '))
        {
            var code = one[0] == 'r' ? "cssrs.6.recent" : $"cssrs.{one[0]}";
            came = await clinic.Answer(patient, sitting, code, one[1] switch { 'y' => 1, 'n' => 0, _ => null });
        }

        return came;
    }
}
