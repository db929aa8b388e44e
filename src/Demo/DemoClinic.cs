using CareConnect.Client;
using CareConnect.Crypto.Verification;

namespace CareConnect.Demo;

/// <summary>The story that the demo clinic opens with.</summary>
internal static class DemoClinic
{
    public static async Task Found(Cast cast, string setupCode)
    {
        // (1) Priya founds the clinic; a second steward comes before the first patient.
        var priya = await cast.Found(setupCode, "Priya Nair", "priya@demo.example");
        var amari = await cast.Join(priya, "crisis", "Amari Cole", "amari@demo.example", steward: true);
        var dana = await cast.Join(priya, "clinician", "Dana Okafor", "dana@demo.example");
        var mina = await cast.Join(priya, "clinician", "Mina Park", "mina@demo.example");
        var luis = await cast.Join(priya, "crisis", "Luis Herrera", "luis@demo.example");
        var tom = await cast.Join(priya, "front-desk", "Tom Reyes", "tom@demo.example");

        // (2) Each team is made by its lead and put onto the clinic's list by a steward.
        var keepers = await priya.Teams.Create("Record keepers", "records", tom.Person);
        var danas = await dana.Teams.Create("Dana’s team", "therapy");
        var crisis = await luis.Teams.Create("Crisis team", "crisis", amari.Person);
        var desk = await tom.Teams.Create("Front desk", "front-desk");
        await priya.Clinic.ListTeam(keepers, "Record keepers", Role.Custodian);
        await priya.Clinic.ListTeam(danas, "Dana’s team");
        await priya.Clinic.ListTeam(crisis, "Crisis team");
        await priya.Clinic.ListTeam(desk, "Front desk");

        await OnCall.Plan(priya, luis, amari);

        // (3) The front desk invites the patients.
        var maya = await cast.Join(tom, "patient", "Maya Torres", "maya@demo.example");
        var sam = await cast.Join(tom, "patient", "Sam Whitfield", "sam@demo.example");

        var jerome = await cast.Join(tom, "patient", "Jerome Baptiste", "jerome@demo.example");

        var rosa = await cast.Join(tom, "patient", "Rosa Delgado", "rosa@demo.example");

        await Thread(maya, dana, mina, danas);
        await Answered(jerome, dana, danas);
        await Plan(maya, dana, danas);
        await Channel(maya, dana, mina, luis, danas);
        await Ask(sam, desk, "¿Puedo cambiar la cita del jueves para el viernes por la mañana?");
        await Alert(sam, crisis);

        // One patient who waits for two teams.
        await Ask(rosa, desk, "Could my visits be after four? My shift ends at three.");
        await Ask(rosa, danas, "I did the breathing exercise every day. It helps before I sleep.");
    }

    // Maya's thread: answered once, then waiting again. Mina comes to cover, and can read all of it.
    private static async Task Thread(CareClient maya, CareClient dana, CareClient mina, Hash danas)
    {
        var hers = await maya.StartThread(danas);
        await Say(hers, "The new dose makes me sleepy until noon. Is that normal?", HowSoon.ThisWeek);
        var theirs = await dana.Open(hers.Circle);
        await theirs.Opened();
        await Say(theirs, "It can be, in the first two weeks. Try taking it with dinner, and tell us on Monday how the mornings feel.");
        await dana.Teams.Add(danas, mina.Person);
        await hers.Sync();
        await hers.Opened();
        await Say(hers, "Dinner works better. I still skipped two days of work last week. I could not get up.", HowSoon.Today);
        await Say(hers, "Could we talk about a note for my boss?", HowSoon.ThisWeek);
    }

    // Jerome's thread: nothing waits in it.
    private static async Task Answered(CareClient jerome, CareClient dana, Hash danas)
    {
        var his = await jerome.StartThread(danas);
        await Say(his, "Is there anything I should do before my first visit?", HowSoon.ThisWeek);
        var theirs = await dana.Open(his.Circle);
        await theirs.Opened();
        await Say(theirs, "If you have ten minutes, answer the questions about mood. Then we can start from there.");
        await his.Sync();
        await his.Opened();
    }

    // Maya began her safety plan alone; Dana went through it with her and added a line of her own.
    private static async Task Plan(CareClient maya, CareClient dana, Hash danas)
    {
        var hers = await maya.StartPlan(maya.Person, danas);
        PlanLine[] signs = [new("I stop answering Elena’s messages."), new("I lie awake until four, two nights in a row.")];
        PlanLine[] own = [new("A hot shower with the radio on."), new("Music: the blue playlist, from the start.")];
        PlanLine[] places = [new("The café on Larimer Street. They know me."), new("Walk with Rosa and her dog", "303 555 0142")];
        PlanLine[] people = [new("Elena, my sister. Call her first.", "303 555 0119")];
        PlanLine[] professionals = [new("Dana, my therapist, 9 to 5", "303 555 0187")];
        await Sent(await hers.SendPlan([signs, own, places, people, [], []]));
        var theirs = await dana.Open(hers.Circle);
        await Sent(await theirs.SendPlan([signs, own, places, people, professionals, [new("Elena keeps my pills and gives me one week at a time.")]]));
        await hers.Sync();
    }

    private static async Task Channel(CareClient maya, CareClient dana, CareClient mina, CareClient luis, Hash danas)
    {
        var record = (await dana.Api.Patients()).Items.Single(patient => patient.Person == maya.Person.ToString()).Record;
        var channel = await dana.StartChannel(record, danas, luis.Person);
        await Say(channel, "Maya missed two days of work. I will call her today, work first.");
        var minas = await mina.Open(channel.Circle);
        await Say(minas, "Mornings are better since she takes it with dinner. No other side effects.");
        await minas.Opened();
    }

    private static async Task Ask(CareClient patient, Hash team, string words) =>
        await Say(await patient.StartThread(team), words, HowSoon.ThisWeek);

    // One open alert, with its details in the crisis room. Nobody has it yet.
    private static async Task Alert(CareClient patient, Hash crisis)
    {
        var alert = patient.NewId();
        var raised = await patient.Hub.RaiseAlert(alert, "help-button");
        if (raised.Error is not null)
            throw new CareRefusedException(raised.Error);
        var room = await patient.OpenRoom(raised.Alert, patient.Person, crisis);
        await Sent(await room.Send(Crypto.Draft.For(room.Reader, patient.NewId(), Contents.Details("En casa, calle Larimer 2210, apto. 4", "No puedo parar los pensamientos. Estoy solo."))));
    }

    private static async Task Say(Conversation conversation, string words, HowSoon soon = HowSoon.None) => await Sent(await conversation.Send(words, soon));

    private static Task Sent(SendResult result) =>
        result.Error is null ? Task.CompletedTask : throw new CareRefusedException(result.Error);
}
