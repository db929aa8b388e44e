import '../../tests/care/browser';
import { openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { forgetPlan, forgetPlanOfOthers, keepPlan, type KeptPlan, keptPlan } from './kept';

const plan: KeptPlan = { keptAt: 1, versions: [{ at: 2, name: 'Maya Torres', own: true, steps: [[{ text: 'I lie awake', phone: '' }], [], [], [], [], []] }] };
const databases = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map((each) => each.name);

afterEach(() => forgetPlan());

it('A plan is read back as it was kept, in the place of the one before', async () => {
  await keepPlan('maya', { ...plan, versions: [] });
  await keepPlan('maya', plan);
  expect(await keptPlan()).toEqual(plan);
});

it('Nothing of it lies on the device in the open, and its key cannot be taken out', async () => {
  await keepPlan('maya', plan);
  const db = await openDB('care-kept-plan', 1);
  const kept = (await db.get('records', 'plan')) as { key: CryptoKey; data: ArrayBuffer };
  db.close();
  expect(new TextDecoder().decode(kept.data)).not.toContain('awake');
  expect(kept.key.extractable).toBe(false);
});

it('Forgotten, it is gone with its key; looking makes no empty place for it', async () => {
  await keepPlan('maya', plan);
  await forgetPlan();
  expect([await keptPlan(), await databases()]).toEqual([null, []]);
});

it('It goes when somebody else opens CareConnect on this device, and stays for the person themself', async () => {
  await keepPlan('maya', plan);
  await forgetPlanOfOthers('maya');
  expect(await keptPlan()).toEqual(plan);
  await forgetPlanOfOthers('luis');
  expect(await keptPlan()).toBeNull();
});
