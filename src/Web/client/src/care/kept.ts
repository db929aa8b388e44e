import { deleteDB, openDB } from 'idb';
import { type Bytes, utf8 } from '../crypto/verification/bytes';
import type { PlanSteps } from './plan';
import type { Id, Time } from './wire';

/** A safety plan as this device keeps it to be read without a network and without signing in. */
export interface KeptPlan {
  /** When it was kept, by this device. */
  readonly keptAt: Time;
  /** Newest first. */
  readonly versions: readonly { readonly at: Time; readonly name: string; readonly own: boolean; readonly steps: PlanSteps }[];
}

const name = 'care-kept-plan';
const store = 'records';

interface Kept { readonly person: Id; readonly key: CryptoKey; readonly iv: Bytes; readonly data: ArrayBuffer }

const open = () => openDB(name, 1, {
  upgrade: (db) => void db.createObjectStore(store),
  blocking: (_, __, event) => (event.target as IDBDatabase).close(),
});

/**
 * Keeps a plan in the place of the one before, sealed with AES-GCM under a fresh key that the browser never gives out. It is
 * apart from the person's other keys, so that signing out can take it away without them.
 */
export async function keepPlan(person: Id, plan: KeptPlan): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(person) }, key, utf8(JSON.stringify(plan)));
  const db = await open();
  await db.put(store, { person, key, iv, data } satisfies Kept, 'plan');
  db.close();
}

/** The plan that is kept here, or null. */
export async function keptPlan(): Promise<KeptPlan | null> {
  const kept = await record();
  if (kept === undefined) return null;
  const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv, additionalData: utf8(kept.person) }, kept.key, kept.data);
  return JSON.parse(new TextDecoder().decode(data)) as KeptPlan;
}

/** Takes away what is kept here, key and all. */
export const forgetPlan = (): Promise<void> => deleteDB(name);

/** Somebody signed in: another person's plan must not stay on this device. */
export async function forgetPlanOfOthers(person: Id): Promise<void> {
  const kept = await record();
  if (kept !== undefined && kept.person !== person) await forgetPlan();
}

async function record(): Promise<Kept | undefined> {
  // Looking must not make an empty database: the sign-in page takes its being there for a plan.
  const all = await indexedDB.databases?.();
  if (all !== undefined && !all.some((database) => database.name === name)) return undefined;
  const db = await open();
  const kept = (await db.get(store, 'plan')) as Kept | undefined;
  db.close();
  return kept;
}
