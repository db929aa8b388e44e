using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>What an answer came to.</summary>
public enum AnswerCame
{
    /// <summary>Stored, or stored before: go on.</summary>
    Stored,

    /// <summary>Stored, and it is a crisis: help comes before anything else.</summary>
    HelpFirst,

    /// <summary>The last one: the sitting is over.</summary>
    Ended,

    /// <summary>The sitting was over already. Nothing was stored.</summary>
    WasOver,

    /// <summary>Not an item that is asked here, or not an answer to it. Nothing was stored.</summary>
    NotAsked,

    /// <summary>No such sitting of this person.</summary>
    NotFound,
}

/// <summary>
/// A patient answers one item. The answer and what follows from it are one transaction, ahead of everything that is not
/// a crisis too. The same answer again changes nothing.
/// </summary>
/// <param name="Item">The item's code.</param>
/// <param name="Answer">Null passes it over.</param>
public sealed record AnswerItem(Caller By, Guid Sitting, string Item, int? Answer) : IRequest<AnswerCame>;

internal sealed class AnswerItemHandler(WriterQueue writer, SittingNews news, TimeProvider clock) : IRequestHandler<AnswerItem, AnswerCame>
{
    public async Task<AnswerCame> Handle(AnswerItem request, CancellationToken cancellationToken)
    {
        if (request.By.IsStaff) return AnswerCame.NotFound;
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (came, followed) = await writer.Run(tx => Answer(tx, request, at), Priority.Crisis);
        foreach (var each in followed) news.Tell(request.Sitting, each);
        return came;
    }

    private static (AnswerCame Came, Followed[] Followed) Answer(WriteTransaction tx, AnswerItem request, DateTimeOffset at)
    {
        // (1) Whose is it, is it open, and is this asked in it?
        if (SittingStore.Find(tx, request.Sitting) is not { } found || found.Record != request.By.Account) return (AnswerCame.NotFound, []);
        if (found.State != SittingState.Open) return (AnswerCame.WasOver, []);
        if (Questionnaire.Find(request.Item) is not { } item || !found.Sitting.Takes(item)) return (AnswerCame.NotAsked, []);
        if (request.Answer is < 0 || request.Answer > item.Most) return (AnswerCame.NotAsked, []);

        // (2) Stored by itself, so that a lost phone keeps what was answered; acted on at once.
        var (after, signals) = found.Sitting.Answer(item, request.Answer, at);
        var followed = default(Followed);
        if (!found.Sitting.Answers.Has(item.Code) || found.Sitting.Answers[item.Code] != request.Answer)
        {
            SittingStore.Answer(tx, found.Id, item, request.Answer, after, RulePacks.Current(tx).Thresholds, at);
            followed = SittingIntake.Act(tx, found.Record, signals, at);
        }

        // (3) The last answer ends the sitting.
        if (after.Next is not null) return (IsHigh(item, request.Answer) ? AnswerCame.HelpFirst : AnswerCame.Stored, [followed]);
        var end = SittingIntake.End(tx, found with { Sitting = after }, SittingState.Finished, at);
        return (AnswerCame.Ended, [followed, end]);
    }

    // By the answer alone, not by what it changed: of a button that was pressed twice the second page is seen.
    private static bool IsHigh(Item item, int? answer) =>
        Screener.Read(Answers.None.With(item, answer)) is { Level: RiskLevel.High };
}
