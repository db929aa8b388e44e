// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clear, danasTeam, draw, find, keepers, message, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, write } from '../../../tests/stage/stage';
import { Refused } from '../../care/errors';
import { Store } from '../../care/store';
import type { CircleInfo } from '../../care/wire';
import { Channel, type ChannelPage } from './channel';

const readers = {
  patient: null,
  teams: [danasTeam],
  people: [{ person: 'person Mina Park', name: 'Mina Park', own: false }],
  custodian: keepers,
  others: 2,
};

let care: StagedCare;
let talk: StagedTalk;

async function show(page: Partial<ChannelPage> = {}, state: ConstructorParameters<typeof StagedTalk>[0] = {}): Promise<HTMLElement> {
  talk = new StagedTalk({ circle: 'circle', kind: 4, readers, ...state });
  const info: Partial<CircleInfo> = { circle: 'circle', kind: 4, patient: 'record', patientName: 'Maya Torres', title: '' };
  care = { ...stagedCare(talk), mine: new Store([info as CircleInfo]) };
  const drawn = await draw(<Channel care={care} page={{ circle: 'circle', about: null, ...page }} />);
  await settled();
  return drawn;
}

async function choose(value: string): Promise<void> {
  const select = document.querySelector('select') as HTMLSelectElement;
  await act(async () => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

const toast = (): string => textOf(document.querySelector('.toast'));
const inDialog = (): HTMLElement => document.querySelector('dialog') as HTMLElement;

beforeEach(() => {
  document.documentElement.lang = 'en';
  history.replaceState(null, '', '/channels/new');
});
afterEach(clear);

describe('A channel', () => {
  it('says what it is about, and always who is in it and can read it', async () => {
    await show();
    expect(textOf(document.querySelector('h1'))).toBe('About Maya Torres');
    expect([...document.querySelectorAll('.card .owner')].map((owner) => textOf(owner).slice(2))).toEqual(['You', 'Mina Park', 'Luis Herrera']);
    expect(textOf(document.querySelector('.card'))).toContain('Maya Torres can’t read it, but can ask for a copy.');
  });

  it('says how many have opened a message', async () => {
    await show({}, { lines: [message('Off tomorrow', { own: true, state: { is: 'opened', at: Date.now(), by: ['Mina Park'] } })] });
    expect(textOf(document.querySelector('.msg .state'))).toBe('Opened by 1 of 2');
  });

  it('sends', async () => {
    await show();
    await write('She sleeps better');
    await press('Send');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'She sleeps better' }, undefined);
  });

  it('that one is no longer in says so, and shows no members', async () => {
    await show({}, { gone: 'NotAllowed' });
    expect(textOf(document.querySelector('.banner'))).toContain('You are not in this conversation any more.');
    expect(document.querySelector('.card')).toBeNull();
  });
});

describe('Adding someone', () => {
  it.each([
    ['From now on', false],
    ['Everything so far', true],
  ])('%s', async (words, withHistory) => {
    await show();
    await press('Add someone');
    await choose('person Luis Herrera');
    await press(new RegExp(`^${words}`), inDialog());
    await press('Add', inDialog());
    await settled();
    expect(talk.addMember).toHaveBeenCalledExactlyOnceWith('person Luis Herrera', withHistory);
    expect(document.querySelector('dialog')).toBeNull();
    expect(toast()).toBe('Luis Herrera is in the channel.');
  });

  it('needs a choice of what they may read: neither is the quiet default', async () => {
    await show();
    await press('Add someone');
    await choose('person Luis Herrera');
    await press('Add', inDialog());
    expect(talk.addMember).not.toHaveBeenCalled();
    expect(textOf(inDialog().querySelector('.error'))).toBe('Choose whom to add, and what they may read.');
  });

  it('offers nobody who is in it already', async () => {
    await show();
    await press('Add someone');
    expect([...document.querySelectorAll('option')].map(textOf)).toEqual(['Choose a person or a team', 'Luis Herrera', 'Front desk']);
  });

  it('stays open and says why when it was refused', async () => {
    await show();
    talk.addMember.mockRejectedValueOnce(new Refused('NotStaff'));
    await press('Add someone');
    await choose('person Luis Herrera');
    await press(/^From now on/, inDialog());
    await press('Add', inDialog());
    await settled();
    expect(textOf(inDialog().querySelector('.error'))).toContain('NotStaff');
  });
});

describe('Removing someone', () => {
  it('asks, says what it means, and does it', async () => {
    await show();
    const remove = [...document.querySelectorAll<HTMLElement>('.fold button')].find((button) => button.getAttribute('aria-label') === 'Remove Mina Park');
    await act(async () => remove?.click());
    expect(textOf(inDialog())).toContain('They can’t read what comes after this.');
    await press('Remove', inDialog());
    await settled();
    expect(talk.removeMember).toHaveBeenCalledExactlyOnceWith('person Mina Park');
    expect(toast()).toBe('Mina Park is no longer in the channel.');
  });

  it('is not offered for the only team, by which one is in it oneself', async () => {
    await show();
    expect([...document.querySelectorAll('.fold button')].map((button) => button.getAttribute('aria-label'))).toEqual(['Remove Mina Park']);
  });

  it('is not offered for the only team, even of others: a channel keeps one', async () => {
    const own = { person: 'person Dana Okafor', name: 'Dana Okafor', own: true };
    await show({}, { readers: { ...readers, teams: [{ ...danasTeam, mine: null }], people: [own] } });
    expect(document.querySelectorAll('.fold button')).toHaveLength(0);
  });
});

describe('A new channel', () => {
  it('about the patient that the page names begins with its first message', async () => {
    await show({ circle: null, about: 'record' }, { circle: null });
    expect(document.querySelector<HTMLSelectElement>('select')?.value).toBe('record');
    expect(find<HTMLLabelElement>(/^Dana’s team/).querySelector('input')?.checked).toBe(true);
    await press(/^Mina Park/);
    await press('Go on');
    expect(care.opened).toEqual([{ channelWith: [danasTeam.team, 'person Mina Park'], about: 'record', title: '' }]);
    expect(textOf(document.querySelector('h1'))).toBe('About Maya Torres');
    expect(document.body.textContent).toContain('The channel begins with your first message.');
    await write('Who sees her tomorrow?');
    await press('Send');
    await talk.change({ circle: 'made' });
    expect(location.pathname).toBe('/channels/made');
  });

  it('about a topic takes the topic, and the record keepers are not for the choosing', async () => {
    await show({ circle: null }, { circle: null });
    await press('A topic');
    await write('Night shift', document.querySelector('input[type="text"]'));
    expect(document.querySelector('form')?.textContent).not.toContain('Record keepers');
    await press('Go on');
    expect(care.opened).toEqual([{ channelWith: [danasTeam.team], about: '', title: 'Night shift' }]);
    expect(textOf(document.querySelector('h1'))).toBe('Night shift');
  });

  it('asks for what is missing', async () => {
    await show({ circle: null }, { circle: null });
    await press('Go on');
    expect(textOf(document.querySelector('.error'))).toBe('Choose what it is about.');
    await press('A topic');
    await write('Night shift', document.querySelector('input[type="text"]'));
    await press(/^Dana’s team/);
    await press('Go on');
    expect(textOf(document.querySelector('.error'))).toBe('Choose at least one team.');
    expect(care.opened).toEqual([]);
  });
});
