using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using static CareConnect.Domain.Tests.Denver;

namespace CareConnect.Domain.Tests.Tasks;

public sealed class TaskMovesTests
{
    private static readonly PersonId Dana = new("dana"), Luis = new("luis");

    private static readonly CareTask Call = CareTask.New(
        Guid.CreateVersion7(Nov(23, 10)), new RecordId(Guid.AllBitsSet), TaskKind.CallAfterCrisis, Dana, Nov(26, 10), "alert");

    [Fact]
    public void Whoever_did_it_it_is_done_once()
    {
        var moved = Assert.IsType<TaskMoved>(Call.Finish(Luis, Nov(24, 9)));
        Assert.Equal((TaskState.Done, Dana), (moved.Task.State, moved.Task.Owner));
        Assert.Equal(new TaskDone(Nov(24, 9), Luis), moved.Event);
        Assert.IsType<TaskAlreadySo>(moved.Task.Finish(Dana, Nov(24, 10)));
    }

    [Fact]
    public void It_is_given_to_a_person_and_keeps_its_day()
    {
        var moved = Assert.IsType<TaskMoved>(Call.HandOver(Dana, Luis, Nov(24, 9)));
        Assert.Equal((Luis, Nov(26, 10)), (moved.Task.Owner, moved.Task.Due));
        Assert.Equal(new TaskHandedOver(Nov(24, 9), Dana, Dana, Luis), moved.Event);
        Assert.IsType<TaskAlreadySo>(moved.Task.HandOver(Dana, Luis, Nov(24, 10)));
    }

    [Fact]
    public void What_is_done_is_given_to_nobody()
    {
        var done = Assert.IsType<TaskMoved>(Call.Finish(Dana, Nov(24, 9))).Task;
        Assert.IsType<TaskIsDone>(done.HandOver(Dana, Luis, Nov(24, 10)));
    }

    [Fact]
    public void A_task_says_what_asked_for_it() => Assert.Throws<ArgumentException>(
        () => CareTask.New(Guid.AllBitsSet, new RecordId(Guid.AllBitsSet), TaskKind.Review, null, Nov(26, 10), " "));
}
