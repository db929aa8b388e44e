import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committed, hex } from '../../tests/crypto/files';
import { until, World, type Someone } from '../../tests/care/world';
import { type CborValue, kinds, writeCbor } from '../crypto';
import { contentOf, itemsOf } from './lines';
import { emptyPlan, isEmptyPlan, type PlanContent, type PlanSteps, planBounds, readDraft, tidy, versionsOf, writeDraft } from './plan';
import { Refused } from './errors';

const steps = (...first: string[]): PlanSteps => [first.map((text) => ({ text, phone: '' })), [], [], [{ text: 'Elena', phone: '303 555 0119' }], [], []];
const raw = (plan: PlanSteps): CborValue[] => plan.map((step) => step.map(({ text, phone }) => [text, phone]));
const read = (items: CborValue[]) => contentOf(writeCbor(items));

describe('A plan as content', () => {
  it('is read as it was written', () => {
    const plan = { type: 'plan', base: 7, steps: steps('I lie awake', 'I stop answering') } as const;
    expect(contentOf(writeCbor(itemsOf(plan)))).toEqual(plan);
  });

  it('of the most and the longest lines fits into one content', () => {
    const full = emptyPlan.map((_, step) => Array.from({ length: planBounds.lines }, () => ({ text: '\u20ac'.repeat(planBounds.text), phone: step >= 2 && step <= 4 ? '1'.repeat(planBounds.phone) : '' })));
    const bytes = writeCbor(itemsOf({ type: 'plan', base: 1, steps: full }));
    expect(bytes.length).toBeLessThan(64 * 1024);
    expect(contentOf(bytes)).toEqual({ type: 'plan', base: 1, steps: full });
  });

  it.each<[string, CborValue[]]>([
    ['five steps', ['plan', 0, raw(steps()).slice(0, 5)]],
    ['a seventh step', ['plan', 0, [...raw(steps()), []]]],
    ['no base', ['plan', raw(steps())]],
    ['a base of text', ['plan', 'first', raw(steps())]],
    ['something behind', ['plan', 0, raw(steps()), 0]],
    ['an empty line', ['plan', 0, raw(steps(''))]],
    ['a line too long', ['plan', 0, raw(steps('x'.repeat(planBounds.text + 1)))]],
    ['a line too many', ['plan', 0, raw(steps(...Array.from({ length: planBounds.lines + 1 }, () => 'x')))]],
    ['a phone number where there is none', ['plan', 0, raw([[{ text: 'x', phone: '988' }], [], [], [], [], []])]],
    ['a phone number too long', ['plan', 0, raw([[], [], [], [{ text: 'x', phone: '1'.repeat(planBounds.phone + 1) }], [], []])]],
    ['a line without its phone', ['plan', 0, [[['x']], [], [], [], [], []]]],
    ['a line of a number', ['plan', 0, [[[1, '']], [], [], [], [], []]]],
    ['a step of text', ['plan', 0, ['x', [], [], [], [], []]]],
  ])('with %s is not shown', (_, items) => expect(read(items)).toEqual({ type: 'newer' }));

  it('is sent without spaces around and lines that say nothing; a number without a name is its own name', () => {
    const said = tidy([[{ text: '  x ', phone: '' }, { text: ' ', phone: '' }], [], [], [{ text: '', phone: ' 988 ' }], [], []]);
    expect(said).toEqual([[{ text: 'x', phone: '' }], [], [], [{ text: '988', phone: '988' }], [], []]);
    expect([isEmptyPlan(said), isEmptyPlan(emptyPlan)]).toEqual([false, true]);
  });

  it('is kept while it is written', () => {
    expect(readDraft(writeDraft({ base: 3, steps: steps('half a') }))).toEqual({ base: 3, steps: steps('half a') });
    expect(readDraft('')).toBeNull();
  });
});

const committedPlans = committed<{ cases: { name: string; content: string; base: number; steps: [string, string][][] | null }[] }>('plans.json')?.cases ?? [];

describe('Plans that .NET reads and writes too', () => {
  it('are there', () => expect(committedPlans.length).toBeGreaterThan(20));

  it.each(committedPlans)('$name', ({ content, base, steps: expected }) => {
    const plan = contentOf(hex(content));
    if (expected === null) return expect(plan.type).not.toBe('plan');
    expect(plan).toEqual({ type: 'plan', base, steps: expected.map((step) => step.map(([text, phone]) => ({ text, phone }))) });
    expect(writeCbor(itemsOf(plan as PlanContent))).toEqual(hex(content));
  });
});

describe('A confirmed location', () => {
  it('is read as it was written', () => expect(contentOf(writeCbor(itemsOf({ type: 'location', where: 'At home' })))).toEqual({ type: 'location', where: 'At home' }));
});

describe('A safety plan in a clinic', () => {
  let world: World;
  let dana: Someone;
  let luis: Someone;
  let sam: Someone;
  let team: string;
  let crisis: string;
  const planOf = (care: Someone) => care.care.conversation({ planOf: { patient: sam.person, record: 'record', name: 'Sam', teams: [team] } });

  beforeEach(async () => {
    world = new World();
    const priya = await world.found();
    dana = await world.join('clinician', 'Dana', priya);
    luis = await world.join('crisis', 'Luis', priya);
    sam = await world.join('patient', 'Sam');
    team = await dana.care.circles.createTeam('Therapy', 'therapy', []);
    crisis = await luis.care.circles.createTeam('Crisis', 'crisis', []);
    await priya.care.circles.listTeam(team, 'team', 'Therapy');
    await priya.care.circles.listTeam(crisis, 'team', 'Crisis team');
    await Promise.all([dana, luis, sam].map((someone) => someone.care.look()));
  });
  afterEach(() => world.close());

  it('says before the first word who will read it: the patient, their team and the crisis team', async () => {
    const his = planOf(sam);
    const state = await until(his, (s) => !s.loading);
    expect([state.circle, state.readers.patient?.own, state.readers.teams.map((each) => each.name).sort()]).toEqual([null, true, ['Crisis team', 'Therapy']]);
  });

  it('is written alone and together, and every version stays, with who wrote it over which', async () => {
    const his = planOf(sam);
    await his.send({ type: 'plan', base: 0, steps: steps('I lie awake') });
    const first = await until(his, (s) => versionsOf(s.lines)[0]?.state?.is === 'sent');
    const base = versionsOf(first.lines)[0]?.number as number;
    await dana.care.look();
    const hers = dana.care.conversation({ circle: first.circle as string });
    await until(hers, (s) => versionsOf(s.lines).length === 1);
    await hers.send({ type: 'plan', base, steps: steps('I lie awake', 'I stop answering') });
    const both = versionsOf((await until(his, (s) => versionsOf(s.lines).length === 2)).lines);
    expect(both.map((version) => [version.name, version.steps[0]?.length, version.unseen.length])).toEqual([['Sam', 1, 0], ['Dana', 2, 0]]);

    // A responder reads it with the keys of the crisis team.
    await luis.care.look();
    const theirs = await until(luis.care.conversation({ circle: first.circle as string }), (s) => versionsOf(s.lines).length === 2);
    expect(versionsOf(theirs.lines).at(-1)?.steps[0]?.map((line) => line.text)).toEqual(['I lie awake', 'I stop answering']);
  });

  it('that two change at once is the last one’s, and says whose version was not seen', async () => {
    const his = planOf(sam);
    await his.send({ type: 'plan', base: 0, steps: steps('one') });
    const first = await until(his, (s) => versionsOf(s.lines)[0]?.state?.is === 'sent');
    const base = versionsOf(first.lines)[0]?.number as number;
    const hers = dana.care.conversation({ circle: first.circle as string });
    await until(hers, (s) => versionsOf(s.lines).length === 1);
    await hers.send({ type: 'plan', base, steps: steps('one', 'two of Dana') });
    await until(his, (s) => versionsOf(s.lines).length === 2);
    await his.send({ type: 'plan', base, steps: steps('one', 'two of Sam') });
    for (const side of [his, hers]) {
      const versions = versionsOf((await until(side, (s) => versionsOf(s.lines).length === 3 && versionsOf(s.lines).every((version) => version.number !== null))).lines);
      expect(versions.at(-1)?.steps[0]?.[1]?.text).toBe('two of Sam');
      expect(versions.at(-1)?.unseen.map((version) => version.name)).toEqual(['Dana']);
      expect(versions[1]?.unseen).toEqual([]);
    }
  });

  it('that two begin at once is one: who lost goes on in the other’s', async () => {
    const [his, hers] = [planOf(sam), planOf(dana)];
    await Promise.all([until(his, (s) => !s.loading), until(hers, (s) => !s.loading)]);
    await Promise.all([his.send({ type: 'plan', base: 0, steps: steps('of Sam') }), hers.send({ type: 'plan', base: 0, steps: steps('of Dana') })]);
    const [a, b] = await Promise.all([his, hers].map((side) => until(side, (s) => versionsOf(s.lines).filter((version) => version.number !== null).length === 2)));
    expect([a?.circle, [...world.server.logs.values()].filter((log) => log.kind === kinds.thread).length]).toEqual([b?.circle, 1]);
    expect(versionsOf(a?.lines ?? []).at(-1)?.unseen).toHaveLength(1);
  });

  it('is never gone on with as a thread of messages', async () => {
    const his = planOf(sam);
    await his.send({ type: 'plan', base: 0, steps: steps('one') });
    const circle = (await until(his, (s) => versionsOf(s.lines)[0]?.state?.is === 'sent')).circle;
    await sam.care.look();
    const thread = sam.care.conversation({ threadWith: team });
    await thread.send({ type: 'text', text: 'Hello' });
    expect((await until(thread, (s) => s.circle !== null)).circle).not.toBe(circle);
  });

  it('is refused to a device that is not in it', async () => {
    const his = planOf(sam);
    await his.send({ type: 'plan', base: 0, steps: steps('one') });
    const circle = (await until(his, (s) => versionsOf(s.lines)[0]?.state?.is === 'sent')).circle as string;
    const tom = await world.join('front-desk', 'Tom', undefined);
    expect((await until(tom.care.conversation({ circle }), (s) => s.gone !== null)).lines).toEqual([]);
    await expect(tom.care.hub.ask('Since', circle, 0)).rejects.toThrow(Refused);
  });
});
