import { describe, expect, it } from 'vitest';
import { Refused } from './errors';
import { Reports } from './reports';
import { Store } from './store';
import type { Trouble } from './types';
import type { HubCalls } from './wire';

const trouble = (chain: string, refusal: string): Trouble => ({ chain, kind: 'team', number: 2, refusal });

function reports(...first: Trouble[]) {
  const troubles = new Store<readonly Trouble[]>(first);
  const hub = {
    asked: [] as unknown[][],
    refuse: null as string | null,
    async ask<M extends keyof HubCalls>(...call: [method: M, ...args: HubCalls[M][0]]): Promise<HubCalls[M][1]> {
      hub.asked.push(call);
      if (hub.refuse !== null) throw new Refused(hub.refuse);
      return { error: null, retryAfter: 0 } as HubCalls[M][1];
    },
  };
  return { troubles, hub, reports: new Reports(troubles, hub) };
}

describe('the clinic', () => {
  it('is told once of each refusal, those before the page knew the hub included', async () => {
    const { troubles, hub, reports: told } = reports(trouble('a', 'RolledBack'));
    await told.tell();
    troubles.set([...troubles.get(), trouble('b', 'WrongPrev')]);
    await Promise.all([told.tell(), told.tell()]);
    expect(hub.asked).toEqual([['Report', 'a', 2, 'RolledBack'], ['Report', 'b', 2, 'WrongPrev']]);
  });

  it('is told again of what it could not take', async () => {
    const { hub, reports: told } = reports(trouble('a', 'RolledBack'));
    hub.refuse = 'Busy';
    await expect(told.tell()).rejects.toMatchObject({ reason: 'Busy' });
    hub.refuse = null;
    await told.tell();
    await told.tell();
    expect(hub.asked).toHaveLength(2);
  });

  it('is told only by the protocol’s names: what the server would not show was not refused here', async () => {
    const { hub, reports: told } = reports(trouble('a', 'NotFound'));
    await told.tell();
    expect(hub.asked).toEqual([]);
  });
});
