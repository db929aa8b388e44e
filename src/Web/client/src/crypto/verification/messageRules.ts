import type { Hash } from './hash';
import type { Links } from './links';
import { kinds, type Manifest } from './manifest';
import type { Message } from './message';
import { listsDevice, reachedCard } from './reach';
import type { Refusal } from './refusal';

/**
 * May this message stand in this epoch? PROTOCOL section 4, the parts that need no key: circle, epoch, author, device,
 * signature, in this order. `epoch` is the checked manifest of the current epoch at the message's place in the log.
 */
export async function checkMessage(message: Message, epoch: Manifest, circle: Hash, links: Links): Promise<Refusal> {
  const { header } = message;
  // Clinics and teams have manifests only in their logs.
  if (!header.circle.equals(circle) || epoch.kind <= kinds.team) return 'WrongCircle';
  if (header.epoch !== epoch.n) return 'WrongEpoch';
  const card = reachedCard(epoch, header.author, links);
  if (card === undefined) return 'WrongAuthor';
  if (!listsDevice(header.author, card, header.device, links)) return 'UnknownDevice';
  return (await message.verifySignature(header.device)) ? 'None' : 'BadSignature';
}
