import '../../tests/care/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { texts, until, World, type Someone } from '../../tests/care/world';
import type { MessageLine } from './types';

let world: World;
let priya: Someone;
let dana: Someone;
let sam: Someone;
let team: string;

async function clinic(): Promise<void> {
  world = new World();
  priya = await world.found();
  dana = await world.join('clinician', 'Dana', priya);
  team = await dana.care.circles.createTeam("Dana's team", 'therapy', []);
  await priya.care.circles.listTeam(team, 'team', "Dana's team");
  sam = await world.join('patient', 'Sam');
}

afterEach(() => world.close());

const own = (line: unknown): MessageLine => line as MessageLine;

describe('a conversation', () => {
  it('begins with the first message, and the other side reads it', async () => {
    await clinic();
    const talk = sam.care.conversation({ threadWith: team });
    await talk.send({ type: 'text', text: 'I could not get up.' }, { soon: 'today' });
    const sent = await until(talk, (s) => s.lines.some((l) => l.is === 'message' && l.state?.is === 'sent'));
    expect(sent.circle).not.toBeNull();
    const read = await until(dana.care.conversation({ circle: sent.circle as string }), (s) => texts(s).length === 1);
    expect(texts(read)).toEqual(['I could not get up.']);
    expect(own(read.lines.at(-1))).toMatchObject({ own: false, author: sam.person, soon: 'today', marks: [] });
    expect(read.readers.teams.map((t) => t.name)).toEqual(["Dana's team"]);
  });
});
