import { DeviceKey, Hash, kinds, ReceivingSeed, UnlockedDevice } from '../crypto';
import { openApi, type Api } from './api';
import { Authoring } from './authoring';
import { Chains } from './chains';
import { CareCircles } from './circles';
import { CareConversation } from './conversation';
import { Vault } from './device';
import { CareDirectory } from './directory';
import { Locked, Refused, SignedOut, Unreachable } from './errors';
import { CareHub, type Hub } from './hub';
import { id } from './ids';
import { forgetPlan, forgetPlanOfOthers } from './kept';
import { Outbox } from './outbox';
import { Reports } from './reports';
import type { OpenCare } from './session';
import { Store } from './store';
import { keyOf } from './targets';
import type { Care, Conversation, Target } from './types';
import type { CircleInfo, Self } from './wire';

/** What a page brings; tests bring their own. */
export interface CareParts {
  readonly api: Api;
  hub(device: UnlockedDevice): Hub;
  readonly now: () => number;
  readonly random: () => number;
}

const inBrowser: CareParts = { api: openApi(), hub: (device) => new CareHub(device.key.publicKey.bytes), now: Date.now, random: Math.random };

/** Opens this device's keys, the connection and the clinic's directory. Throws `Locked` when this browser has no keys of the person. */
export const openCare = ((self) => openCareWith(self, inBrowser)) satisfies OpenCare;

export async function openCareWith(self: Self, parts: CareParts): Promise<PageCare> {
  const vault = self.person === null ? null : await Vault.open(self.person);
  if (self.person === null || vault === null) throw new Locked('This browser has no keys of this person');
  await forgetPlanOfOthers(self.person);
  const keys = await vault.keys();
  const seeds = await Promise.all(keys.seeds.map((seed) => ReceivingSeed.fromSeed(seed)));
  const device = new UnlockedDevice(id(self.person), await DeviceKey.restore(keys.device), seeds, Hash.from(keys.clinic));
  const hub = parts.hub(device);
  const pinned = device.clinic as Hash;
  const chains = await Chains.open(device, pinned, { hub, api: parts.api, vault });
  if (self.clinic !== null && self.clinic !== pinned.toString()) chains.report(pinned.toString(), 'clinic', 0, 'OtherClinic');
  return new PageCare(self, device, hub, chains, vault, parts);
}

/** Everything of one page: one connection, one set of keys, one directory. */
export class PageCare implements Care {
  readonly self: Self;
  readonly person: string;
  readonly api: Api;
  readonly hub: Hub;
  readonly device: UnlockedDevice;
  readonly directory: CareDirectory;
  readonly circles: CareCircles;
  readonly mine = new Store<readonly CircleInfo[] | null>(null);
  readonly chains: Chains;
  readonly authoring: Authoring;
  readonly #parts: CareParts;
  readonly #vault: Vault;
  readonly #outbox: Outbox;
  readonly #reports: Reports;
  readonly #open = new Map<string, CareConversation>();

  constructor(self: Self, device: UnlockedDevice, hub: Hub, chains: Chains, vault: Vault, parts: CareParts) {
    this.self = self;
    this.person = device.person.toString();
    this.api = parts.api;
    this.hub = hub;
    this.device = device;
    this.chains = chains;
    this.#parts = parts;
    this.#vault = vault;
    this.#outbox = new Outbox(vault);
    this.#reports = new Reports(chains.trouble, hub);
    this.directory = new CareDirectory(chains, parts.api);
    this.authoring = new Authoring(chains, parts.api, parts.now);
    this.circles = new CareCircles({ chains, authoring: this.authoring, api: parts.api, now: parts.now, changed: () => this.directory.load() });
    this.#listen();
  }

  conversation(target: Target): Conversation {
    const key = keyOf(target);
    const circle = 'circle' in target ? target.circle : 'roomFor' in target ? target.roomFor.room : null;
    const known = this.#open.get(key) ?? [...this.#open.values()].find((talk) => circle !== null && talk.state.get().circle === circle);
    if (known !== undefined) {
      if (circle !== null) void known.adopt(circle);
      return known;
    }
    const made = new CareConversation(target, {
      self: this.self, person: this.person, hub: this.hub, api: this.api, vault: this.#vault, outbox: this.#outbox, chains: this.chains,
      authoring: this.authoring, directory: this.directory, mine: this.mine, now: this.#parts.now, jitter: (most) => most * this.#parts.random(),
    });
    this.#open.set(key, made);
    return made;
  }

  /** Reads the directory and this person's circles again. */
  async look(): Promise<void> {
    const [circles] = await Promise.all([this.api.circles(), this.directory.load()]);
    this.mine.set(circles.items);
  }

  #listen(): void {
    const { hub } = this;
    const look = (): void => void this.#quietly(() => this.look(), look);
    const report = (): void => void this.#quietly(() => this.#reports.tell(), report);
    this.chains.trouble.subscribe(report);
    hub.onConnected(() => {
      look();
      report();
      this.#repairTeamsSoon();
    });
    hub.on('CirclesChanged', look);
    hub.on('CircleStale', (circle) => {
      if (this.chains.teamReader(circle) !== undefined && this.directory.team(circle) !== null) this.#repairTeamsSoon(circle);
    });
    hub.connection.subscribe(() => {
      // This device was taken off the person's card: its keys are of no use any more. Words not sent stay for the next unlocking.
      if (hub.ended === 'UnknownDevice') void this.#quietly(() => Promise.all([this.#vault.locked((writer) => writer.put({ seeds: null })), forgetPlan()]).then(() => undefined));
    });
  }

  /** Stale cards inside a team never block others: clients of that team repair it, each after its own delay (PROTOCOL section 4). */
  #repairTeamsSoon(notOpening?: string): void {
    setTimeout(() => void this.#quietly(async () => {
      const { items } = await this.api.circles();
      for (const { circle, stale, kind, epoch } of items) {
        if (kind === kinds.team && (stale || circle === notOpening)) await this.authoring.repair(circle, epoch);
      }
    }), 10_000 * this.#parts.random());
  }

  /** Without a connection it is done with the next one; when the server has no time, a little later. What else fails is a mistake of ours. */
  async #quietly(work: () => Promise<void>, again?: () => void): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused) setTimeout(() => again?.(), 1000 * (error.retryAfter || 10));
      else if (!(error instanceof Unreachable) && !(error instanceof SignedOut)) console.error(error);
    }
  }
}
