import type { Card } from './card';
import type { Hash } from './hash';
import { indexOf, type Links } from './links';
import { kinds, type Manifest } from './manifest';
import type { PublicKey } from './publicKey';

/**
 * The persons a manifest reaches, directly or through the team links named by its heads, each (by id as text) with the
 * newest of their cards so reached. Links that are not known reach nobody.
 */
export function reach(manifest: Manifest, links: Links): ReadonlyMap<string, { person: Hash; card: Card }> {
  const reached = new Map<string, { person: Hash; card: Card }>();
  const add = (person: Hash, head: Hash | undefined): void => {
    const card = head && links.card(head);
    if (card === undefined) return;
    const known = reached.get(person.toString());
    if (known === undefined || known.card.n < card.n) reached.set(person.toString(), { person, card });
  };
  for (const member of manifest.members) {
    if (member.head === undefined) continue;
    const team = manifest.kind > kinds.team ? links.manifest(member.head) : undefined;
    if (team?.kind === kinds.team) for (const person of team.members) add(person.principal, person.head);
    else add(member.principal, member.head);
  }
  return reached;
}

/** The newest card by which this person is reached. */
export function reachedCard(manifest: Manifest, person: Hash, links: Links): Card | undefined {
  return reach(manifest, links).get(person.toString())?.card;
}

/**
 * Whether the device may act for the person: listed in a card at or after `reached`, and in the newest card where the
 * source of links names one.
 */
export function listsDevice(person: Hash, reached: Card | undefined, device: PublicKey, links: Links): boolean {
  const cards = links.cards(person);
  const newest = links.newest(person);
  if (newest !== undefined) return cards[indexOf(cards, newest)]?.lists(device) ?? false;
  const from = reached === undefined ? 0 : indexOf(cards, reached.name);
  return from >= 0 && cards.slice(from).some((card) => card.lists(device));
}
