import { Refused, SignedOut, Unreachable } from '../care/errors';
import { view } from './view-words';

/** What to tell a person about a failed act: what happened, that nothing was lost, what to do. */
export function failureWords(error: unknown): string {
  const say = view();
  if (error instanceof SignedOut) return say('error.SignedOut');
  if (error instanceof Unreachable) return say('error.offline');
  if (!(error instanceof Refused)) throw error;
  const key = `error.${error.reason}`;
  return say.has(key) ? say(key, { n: Math.max(1, error.retryAfter) }) : say('error.unknown', { code: error.reason });
}

/** Runs an act of the person's. A failure is told in words; the answer says whether it worked. */
export async function attempt(act: () => Promise<unknown>, tell: (words: string) => void): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    tell(failureWords(error));
    return false;
  }
}
