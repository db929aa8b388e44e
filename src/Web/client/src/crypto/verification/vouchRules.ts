import type { Hash } from './hash';
import { chainOf, type Links } from './links';
import { isStaff, kinds } from './manifest';
import { listsDevice } from './reach';
import type { Refusal } from './refusal';
import type { Vouch } from './vouch';

/**
 * Does this vouch count? PROTOCOL section 6: clinic link known and of the pinned clinic, author listed there as staff,
 * device of the author, signature, in this order.
 */
export async function checkVouch(vouch: Vouch, clinic: Hash, links: Links): Promise<Refusal> {
  const link = links.manifest(vouch.clinicLink);
  if (link === undefined) return 'UnknownLink';
  if (link.kind !== kinds.clinic || !clinic.equals(chainOf(link, links))) return 'OtherClinic';
  const author = link.find(vouch.author);
  if (author === undefined || !isStaff(author)) return 'NotStaff';
  const card = author.head && links.card(author.head);
  if (!listsDevice(vouch.author, card, vouch.device, links)) return 'UnknownDevice';
  return (await vouch.verifySignature(vouch.device)) ? 'None' : 'BadSignature';
}
