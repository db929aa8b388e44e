import type { Card } from './card';
import { checkChange } from './changes';
import type { Hash } from './hash';
import { chainOf, indexOf, isAtOrAfter, type Links } from './links';
import { logStart } from './log';
import { isTeam, kinds, type Manifest, roles } from './manifest';
import { listsDevice, reachedCard } from './reach';
import { isRefusal, type Refusal } from './refusal';
import { checkShape } from './shapes';

/** What a manifest is checked against. */
export interface ManifestContext {
  /** Newest links for the hub, listed ones for readers. */
  readonly links: Links;
  /** Id of the pinned clinic; undefined only where the manifest founds one. */
  readonly clinic: Hash | undefined;
  /** The log entry just before, and the log hash there; not looked at for link 0. */
  readonly seenN: number;
  readonly seenH: Hash;
}

/**
 * May this manifest be the next link of its chain? All of PROTOCOL section 2, in one order for both languages: chain, log
 * position, clinic link, shape, heads, since, author, change, device, signature. The first failing check names the refusal.
 */
export async function checkManifest(next: Manifest, previous: Manifest | undefined, context: ManifestContext): Promise<Refusal> {
  const { links } = context;
  const place = checkPlace(next, previous, context);
  if (place !== 'None') return place;
  const clinic = findClinic(next, previous, context);
  if (isRefusal(clinic)) return clinic;
  const shape = checkShape(next, clinic);
  if (shape !== 'None') return shape;
  const heads = checkHeads(next, previous, clinic, links);
  if (heads !== 'None') return heads;
  const card = findAuthor(next, previous, links);
  if (isRefusal(card)) return card;
  const change = checkChange(next, previous, clinic, links);
  if (change !== 'None') return change;
  if (!listsDevice(next.author, card, next.device, links)) return 'UnknownDevice';
  return (await next.verifySignature(next.device)) ? 'None' : 'BadSignature';
}

function checkPlace(next: Manifest, previous: Manifest | undefined, context: ManifestContext): Refusal {
  // (1) The chain.
  if (next.n !== (previous === undefined ? 0 : previous.n + 1)) return 'WrongNumber';
  if (previous !== undefined && !next.prev.equals(previous.name)) return 'WrongPrev';
  if (previous !== undefined && next.kind !== previous.kind) return 'KindChanged';
  // (2) The log: exactly the entry before.
  const [seenN, seenH] = previous === undefined ? [0, logStart] : [context.seenN, context.seenH];
  return next.seenN === seenN && next.seenH.equals(seenH) ? 'None' : 'WrongSeen';
}

/** (3) The clinic manifest that the shape is read against: the manifest itself for a clinic. */
function findClinic(next: Manifest, previous: Manifest | undefined, context: ManifestContext): Manifest | Refusal {
  const { links, clinic } = context;
  if (next.kind === kinds.clinic) {
    if (next.clinicLink !== undefined) return 'Shape';
    return next.n === 0 && clinic !== undefined && !next.name.equals(clinic) ? 'OtherClinic' : next;
  }
  if (next.clinicLink === undefined) return 'Shape';
  const found = links.manifest(next.clinicLink);
  if (found === undefined) return 'UnknownLink';
  const id = found.kind === kinds.clinic ? chainOf(found, links) : undefined;
  if (id === undefined || !id.equals(clinic)) return 'OtherClinic';
  if (previous?.clinicLink !== undefined) {
    const earlier = links.manifest(previous.clinicLink);
    if (earlier === undefined) return 'UnknownLink';
    if (!isAtOrAfter(found, earlier, links)) return 'ClinicLinkWentBack';
  }
  const newest = links.newest(id);
  return newest !== undefined && !newest.equals(next.clinicLink) ? 'Stale' : found;
}

// (5) Heads go forward only. (6) `since` does not lie ahead.
function checkHeads(next: Manifest, previous: Manifest | undefined, clinic: Manifest, links: Links): Refusal {
  for (const { principal, head } of next.members) {
    if (head === undefined) continue;
    const before = previous?.find(principal)?.head;
    const viaTeam = next.kind > kinds.team && isTeam(clinic.find(principal));
    const refusal = viaTeam ? checkTeamHead(principal, head, before, links) : checkPersonHead(principal, head, before, links);
    if (refusal !== 'None') return refusal;
    const newest = links.newest(principal);
    if (newest !== undefined && !newest.equals(head)) return 'Stale';
  }
  return next.members.every((m) => m.since <= next.n) ? 'None' : 'SinceChanged';
}

function checkPersonHead(person: Hash, head: Hash, before: Hash | undefined, links: Links): Refusal {
  const cards = links.cards(person);
  const at = indexOf(cards, head);
  if (at < 0) return 'UnknownLink';
  if (before === undefined) return 'None';
  const from = indexOf(cards, before);
  return from < 0 ? 'UnknownLink' : from > at ? 'HeadWentBack' : 'None';
}

function checkTeamHead(team: Hash, head: Hash, before: Hash | undefined, links: Links): Refusal {
  const link = links.manifest(head);
  if (link?.kind !== kinds.team || !team.equals(chainOf(link, links))) return 'UnknownLink';
  if (before === undefined) return 'None';
  const from = links.manifest(before);
  if (from === undefined) return 'UnknownLink';
  return isAtOrAfter(link, from, links) ? 'None' : 'HeadWentBack';
}

/** (7) The author is reached now and, but for link 0, in the link before; gives the newest card by which, in either. */
function findAuthor(next: Manifest, previous: Manifest | undefined, links: Links): Card | Refusal {
  if (next.kind === kinds.clinic) {
    const refusal = checkSteward(next, previous);
    if (refusal !== 'None') return refusal;
  }
  const card = reachedCard(next, next.author, links);
  const before = previous === undefined ? card : reachedCard(previous, next.author, links);
  if (card === undefined) return previous !== undefined && before !== undefined ? 'AuthorRemoved' : 'AuthorNotMember';
  if (before === undefined) return 'AuthorNotBefore';
  // Someone may leave a team and stay directly, by an older card: the newest of both counts.
  return before.n > card.n ? before : card;
}

// A clinic reaches only its stewards, so who is merely listed gets a refusal of their own.
function checkSteward(next: Manifest, previous: Manifest | undefined): Refusal {
  const now = next.find(next.author);
  const before = previous === undefined ? now : previous.find(next.author);
  if (now === undefined) return previous !== undefined && before !== undefined ? 'AuthorRemoved' : 'AuthorNotMember';
  if (before === undefined) return 'AuthorNotBefore';
  return now.role === roles.steward && before.role === roles.steward ? 'None' : 'NotSteward';
}
