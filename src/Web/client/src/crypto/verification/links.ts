import type { Card } from './card';
import type { Hash } from './hash';
import type { Manifest } from './manifest';

/**
 * Where the one pure verifier finds links. It must answer only with links whose own chain was checked
 * (`checkCard`, `checkManifest`) up to and including them. `LinkStore` is one.
 */
export interface Links {
  /** The card of this name. */
  card(name: Hash): Card | undefined;
  /** The manifest (clinic, team) of this name. */
  manifest(name: Hash): Manifest | undefined;
  /** Every known card of a person, oldest first and without gaps; empty when the person is not known. */
  cards(person: Hash): readonly Card[];
  /**
   * Name of the newest link of a person's, team's or clinic's chain, for who demands exactly it (the hub; an author
   * before sealing). Readers answer undefined: then "at or after" is enough.
   */
  newest(chain: Hash): Hash | undefined;
}

/** The chain's id, or undefined when a link on the way is not known. */
export function chainOf(link: Manifest, links: Links): Hash | undefined {
  let at = link;
  while (at.n > 0) {
    const before = links.manifest(at.prev);
    if (before === undefined || before.n + 1 !== at.n) return undefined;
    at = before;
  }
  return at.name;
}

/** Whether `later` is `earlier` or reaches it by `prev`. */
export function isAtOrAfter(later: Manifest, earlier: Manifest, links: Links): boolean {
  let at = later;
  while (at.n > earlier.n) {
    const before = links.manifest(at.prev);
    if (before === undefined || before.n + 1 !== at.n) return false;
    at = before;
  }
  return at.name.equals(earlier.name);
}

/** Where a card stands in its person's chain, or −1. */
export function indexOf(cards: readonly Card[], name: Hash): number {
  return cards.findLastIndex((card) => card.name.equals(name));
}
