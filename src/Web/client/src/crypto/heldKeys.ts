import { ReceivingSeed } from './keys';
import { teamSeedOf } from './secrets';
import type { UnlockedDevice } from './unlockedDevice';
import { type Bytes, equal } from './verification/bytes';
import type { Hash } from './verification/hash';
import type { Links } from './verification/links';
import { kinds } from './verification/manifest';

/** What `HeldKeys` asks of a team's reader. */
export interface TeamSecrets {
  readonly circle: Hash;
  secret(epoch: number): Bytes | undefined;
}

/** The receiving seeds that this device can open copies with: the person's own, and those of teams whose circles it reads. */
export class HeldKeys {
  readonly device: UnlockedDevice;
  /** The reader's source of links. */
  readonly links: Links;
  readonly #teams = new Map<string, TeamSecrets>();
  readonly #byHead = new Map<string, ReceivingSeed>();

  constructor(device: UnlockedDevice, links: Links) {
    this.device = device;
    this.links = links;
  }

  /** From now on, copies sealed to this team can be opened as far as its reader has the team's secrets. */
  add(team: TeamSecrets): void {
    this.#teams.set(team.circle.toString(), team);
  }

  /** Keeps a team's seed that was just derived and checked against the link of this name, to spare deriving it again. */
  keep(link: Hash, seed: ReceivingSeed): void {
    this.#byHead.set(link.toString(), seed);
  }

  /** The seed of the receiving key in a principal's head; undefined when this device does not hold it (yet). */
  async find(principal: Hash, head: Hash): Promise<ReceivingSeed | undefined> {
    if (principal.equals(this.device.person)) {
      const card = this.links.card(head);
      return card && this.device.find(card.receivingKey);
    }
    const known = this.#byHead.get(head.toString());
    if (known !== undefined) return known;
    const link = this.links.manifest(head);
    const secret = link && this.#teams.get(principal.toString())?.secret(link.n);
    if (link?.kind !== kinds.team || secret === undefined) return undefined;
    const raw = teamSeedOf(secret, link.prev);
    const seed = await ReceivingSeed.fromSeed(raw);
    raw.fill(0);
    if (!equal(seed.publicKey, link.teamKey)) return undefined;
    this.#byHead.set(head.toString(), seed);
    return seed;
  }
}
