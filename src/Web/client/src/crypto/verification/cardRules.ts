import { equal } from './bytes';
import type { Card } from './card';
import type { Refusal } from './refusal';

/**
 * May this card be the next link of its chain? PROTOCOL section 2, Card. `chain` is the checked chain before it, oldest
 * first; empty for link 0. The first failing check names the refusal.
 */
export async function checkCard(next: Card, chain: readonly Card[]): Promise<Refusal> {
  // (1) Place in the chain.
  if (next.n !== chain.length) return 'WrongNumber';
  const last = chain.at(-1);
  if (last === undefined) return (await next.verifySignature(next.identity)) ? 'None' : 'BadSignature';
  if (!next.prev.equals(last.name)) return 'WrongPrev';
  // (2) One identity for the whole chain, which signs.
  if (!next.identity.equals(last.identity)) return 'IdentityChanged';
  if (!(await next.verifySignature(next.identity))) return 'BadSignature';
  // (3) A device removed once never returns.
  if (next.devices.some((d) => !last.lists(d) && chain.some((card) => card.lists(d)))) return 'DeviceReturned';
  return checkReceivingKey(next, last, chain);
}

// (4) Removing a device needs a new receiving key; a change is always to a new one; only adding devices keeps it.
function checkReceivingKey(next: Card, last: Card, chain: readonly Card[]): Refusal {
  const removes = last.devices.some((d) => !next.lists(d));
  if (equal(next.receivingKey, last.receivingKey)) return removes ? 'ReceivingKeyKept' : 'None';
  if (chain.some((card) => equal(card.receivingKey, next.receivingKey))) return 'ReceivingKeyKept';
  const onlyAdds = !removes && next.devices.length > last.devices.length;
  return onlyAdds ? 'BadReceivingKey' : 'None';
}

/** Checks a whole chain, oldest first, against the person's id. `None`, or the first refusal. */
export async function checkCards(person: { equals(name: Card['name']): boolean }, chain: readonly Card[]): Promise<Refusal> {
  if (chain[0] === undefined || !person.equals(chain[0].name)) return 'UnknownLink';
  for (const [i, card] of chain.entries()) {
    const refusal = await checkCard(card, chain.slice(0, i));
    if (refusal !== 'None') return refusal;
  }
  return 'None';
}
