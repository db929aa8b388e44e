import { afterEach, beforeEach } from 'vitest';
import type { Conversation, ConversationState, LineState, MessageLine, SystemLine } from '../../src/care/types';
import { texts, until, World, type Someone } from './world';

// A clinic that each test has anew: Priya founded it, Dana treats in a team, Sam is a patient.
export let world: World;
export let priya: Someone;
export let dana: Someone;
export let sam: Someone;
/** Dana's team. */
export let team: string;

beforeEach(async () => {
  world = new World();
  priya = await world.found();
  dana = await world.join('clinician', 'Dana', priya);
  team = await dana.care.circles.createTeam("Dana's team", 'therapy', []);
  await priya.care.circles.listTeam(team, 'team', "Dana's team");
  sam = await world.join('patient', 'Sam');
});

afterEach(() => world.close());

export const messages = (state: ConversationState): MessageLine[] => state.lines.filter((line) => line.is === 'message');
export const states = (state: ConversationState): (LineState['is'] | undefined)[] => messages(state).map((line) => line.state?.is);
export const changes = (state: ConversationState): SystemLine['change'][] => state.lines.filter((line) => line.is === 'system').map((line) => line.change);
export const say = (talk: Conversation, text: string): Promise<void> => talk.send({ type: 'text', text });

/** Sam's thread with one message in it, as Sam and as Dana see it. */
export async function thread(): Promise<{ circle: string; his: Conversation; hers: Conversation }> {
  const his = sam.care.conversation({ threadWith: team });
  await say(his, 'Hello');
  const { circle } = await until(his, (s) => states(s)[0] === 'sent');
  const hers = dana.care.conversation({ circle: circle as string });
  await until(hers, (s) => texts(s).length === 1);
  return { circle: circle as string, his, hers };
}

export function offline(who: Someone): void {
  world.server.cut.add(who.account);
  who.wire.drop();
}

export function online(who: Someone): void {
  world.server.cut.delete(who.account);
}

export const log = (circle: string) => world.server.logs.get(circle) as NonNullable<ReturnType<typeof world.server.logs.get>>;
export const reportsOf = (who: Someone) => world.server.reports.filter((report) => report.person === who.person);
export const posted = (circle: string): number => log(circle).entries.filter((e) => e.kind === 'message').length;
