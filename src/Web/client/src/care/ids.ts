import { Hash } from '../crypto';
import type { Id } from './wire';

/** Reads an id; whoever passes another text has a mistake in the program or a hostile server. */
export function id(text: Id): Hash {
  const hash = Hash.parse(text);
  if (hash === undefined) throw new Error('Not an id');
  return hash;
}
