// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, stagedCare, team, textOf, write } from '../../../tests/stage/stage';
import { Refused } from '../../care/errors';
import type { CircleActions, Clinic } from '../../care/types';
import { Teams } from './teams';

const dana = 'person Dana Okafor';

async function show(clinic: Partial<Clinic> = {}, person = dana) {
  const care = stagedCare(undefined, person, clinic);
  const circles = {
    createTeam: vi.fn<CircleActions['createTeam']>(async () => 'new team'),
    listTeam: vi.fn<CircleActions['listTeam']>(async () => undefined),
    addToTeam: vi.fn<CircleActions['addToTeam']>(async () => undefined),
    removeFromTeam: vi.fn<CircleActions['removeFromTeam']>(async () => undefined),
  };
  Object.assign(care.circles, circles);
  const drawn = await draw(<Teams care={care} />);
  await settled();
  return { care, circles, drawn, card: (i: number) => drawn.querySelectorAll<HTMLElement>('section.card')[i] as HTMLElement };
}

const dialog = (): HTMLElement => document.querySelector('dialog') as HTMLElement;

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

describe('teams', () => {
  it('show who is in them and what kind of care they give', async () => {
    const { card } = await show();
    expect(textOf(card(0).querySelector('h2'))).toBe('Dana’s team');
    expect(textOf(card(0))).toContain('Therapy');
    expect([...card(0).querySelectorAll('li')].map((li) => textOf(li.querySelector('.owner')))).toEqual(['DODana Okafor', 'LHLuis Herrera']);
  });

  it('are changed only by who leads them', async () => {
    const { card } = await show();
    expect(card(0).querySelectorAll('button')).toHaveLength(2);
    expect(card(1).querySelectorAll('button')).toHaveLength(0);
  });

  it('take somebody in with everything that waits, unless the lead says otherwise', async () => {
    const { circles, card } = await show();
    await press('Add someone', card(0));
    await press('Add', dialog());
    expect(textOf(dialog().querySelector('.error'))).toBe('Choose who.');
    await press(/^Mina Park/, dialog());
    await press('Add', dialog());
    expect(circles.addToTeam).toHaveBeenCalledExactlyOnceWith('team of Dana’s team', 'person Mina Park', { history: true, lead: false });
    await press('Add someone', card(0));
    await press(/^Mina Park/, dialog());
    await press(/^Only what comes/, dialog());
    await press(/^Also leads it/, dialog());
    await press('Add', dialog());
    expect(circles.addToTeam).toHaveBeenLastCalledWith('team of Dana’s team', 'person Mina Park', { history: false, lead: true });
  });

  it('let somebody go after asking', async () => {
    const { circles, card, drawn } = await show();
    await press('Remove', card(0));
    expect(textOf(dialog())).toContain('Luis Herrera can’t read anything that Dana’s team is sent after this.');
    await press('Remove Luis Herrera', dialog());
    expect(circles.removeFromTeam).toHaveBeenCalledExactlyOnceWith('team of Dana’s team', 'person Luis Herrera');
    expect(textOf(drawn.querySelector('.toast'))).toBe('Luis Herrera is not in Dana’s team any more.');
  });

  it('are made, and put on the list at once by a steward: record keepers as such', async () => {
    const { circles } = await show({ steward: true });
    await press('Make a team');
    await press('Make the team', dialog());
    expect(textOf(dialog().querySelector('.error'))).toBe('Give the team a name.');
    await write('Record keepers', dialog().querySelector<HTMLInputElement>('input[type="text"]'));
    const kind = dialog().querySelector('select') as HTMLSelectElement;
    kind.value = 'records';
    kind.dispatchEvent(new Event('change', { bubbles: true }));
    await press('Luis Herrera', dialog());
    await press('Make the team', dialog());
    expect(circles.createTeam).toHaveBeenCalledExactlyOnceWith('Record keepers', 'records', [{ person: 'person Luis Herrera', lead: false }]);
    expect(circles.listTeam).toHaveBeenCalledExactlyOnceWith('new team', 'custodian', 'Record keepers');
  });

  it('made by who is no steward wait for one', async () => {
    const { circles, card } = await show({ teams: [], unlisted: [team('New team', ['Dana Okafor'], { listed: false, mine: 'lead' })], custodian: null });
    expect(textOf(card(0))).toContain('A steward puts it there.');
    await press('Make a team');
    await write('Another', dialog().querySelector<HTMLInputElement>('input[type="text"]'));
    await press('Make the team', dialog());
    expect(circles.createTeam).toHaveBeenCalledTimes(1);
    expect(circles.listTeam).not.toHaveBeenCalled();
  });

  it('that wait are listed by a steward with one press', async () => {
    const { circles, card } = await show({ steward: true, teams: [], unlisted: [team('New team', ['Luis Herrera'], { listed: false })], custodian: null });
    await press('Put New team on the list', card(0));
    expect(circles.listTeam).toHaveBeenCalledExactlyOnceWith('team of New team', 'team', 'New team');
  });

  it('stay as they were when the server refuses, and the dialog says why', async () => {
    const { circles, card } = await show();
    circles.removeFromTeam.mockRejectedValueOnce(new Refused('NotAllowed'));
    await press('Remove', card(0));
    await press('Remove Luis Herrera', dialog());
    expect(textOf(dialog().querySelector('[role="alert"]'))).toContain('Nothing was changed');
  });

  it('cannot be made by who is not on the clinic’s list', async () => {
    const { drawn } = await show({ staff: [] });
    expect([...drawn.querySelectorAll('button')].map(textOf)).not.toContain('Make a team');
  });
});
