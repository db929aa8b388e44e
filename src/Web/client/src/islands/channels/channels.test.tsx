// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clear, draw, type StagedCare, stagedCare, textOf } from '../../../tests/stage/stage';
import { Store } from '../../care/store';
import type { CircleInfo } from '../../care/wire';
import { Channels } from './channels';

const circle = (name: string, more: Partial<CircleInfo> = {}): CircleInfo => ({
  circle: `circle ${name}`,
  kind: 4,
  epoch: 0,
  last: 4,
  opened: 4,
  unread: 0,
  lastMessageAt: Date.now() - 60_000,
  stale: false,
  patient: 'record',
  patientName: name,
  title: '',
  teams: [],
  plan: false,
  ...more,
});

let care: StagedCare;

async function show(circles: readonly CircleInfo[] | null): Promise<HTMLElement> {
  const mine = new Store(circles);
  care = { ...stagedCare(), mine };
  return draw(<Channels care={care} page={{}} />);
}

const rows = (): string[] => [...document.querySelectorAll('.person strong')].map(textOf);

beforeEach(() => {
  document.documentElement.lang = 'en';
});
afterEach(clear);

describe('The channels', () => {
  it('are named by patient or topic, the newest first, and threads are not among them', async () => {
    await show([circle('Maya Torres', { lastMessageAt: 1 }), circle('', { circle: 'topic', patient: null, title: 'Night shift', lastMessageAt: 2 }), circle('Sam', { kind: 3 })]);
    expect(rows()).toEqual(['Night shift', 'About Maya Torres']);
    expect(document.querySelector('.person')?.getAttribute('href')).toBe('/channels/topic');
  });

  it('tell of a new message by themselves', async () => {
    await show([circle('Maya Torres'), circle('Sam', { lastMessageAt: Date.now() - 90_000 })]);
    await act(async () => undefined);
    await care.hub.tell('Appended', 'circle Sam', { number: 5, kind: 'message', bytes: new Uint8Array(), hash: new Uint8Array(), at: Date.now() });
    expect(rows()).toEqual(['About Sam', 'About Maya Torres']);
    expect(textOf(document.querySelector('.person'))).toContain('1 new');
  });

  it('have words while they are asked for, and when there are none', async () => {
    expect(textOf(await show(null))).toContain('Opening your channels');
    expect(textOf(await show([]))).toContain('You are in no channel yet');
  });
});
