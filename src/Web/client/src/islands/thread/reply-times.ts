import { useEffect, useState } from 'preact/hooks';
import { Refused, Unreachable } from '../../care/errors';
import type { Care } from '../../care/types';
import type { Id, ReplyTimes } from '../../care/wire';

/** A promise of "by 5 pm" must not be an hour old. Milliseconds. */
const fresh = 5 * 60_000;

/** When each kind of message is answered: as the page came with it, then asked again while the page is open. */
export function useReplyTimes(api: Care['api'], team: Id | null, first: ReplyTimes | null): ReplyTimes | null {
  const [times, setTimes] = useState(first);
  useEffect(() => {
    if (team === null) return;
    let over = false;
    const ask = async (): Promise<void> => {
      try {
        const answer = await api.replyTimes(team);
        if (!over) setTimes(answer);
      } catch (error) {
        // Without an answer an old promise is not shown as if it were new.
        if (!(error instanceof Unreachable || error instanceof Refused)) throw error;
        if (!over) setTimes((known) => (known !== null && known.now > Date.now() ? known : null));
      }
    };
    if (first === null) void ask();
    const timer = setInterval(() => void ask(), fresh);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [api, team, first]);
  return times;
}
