import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import type { NewPush, PushReply } from '../../care/wire';
import { failureWords } from '../../view/failures';
import { Icon } from '../../view/icons';
import type { BrowserPush } from './push';
import { reachWords } from './reach-words';

export interface ReachPage {
  /** The clinic's key for push services. */
  key: string;
  /** Hashes of the endpoints that are this person's ways already. */
  ways: readonly string[];
}

export interface ReachProps {
  page: Partial<ReachPage>;
  push: BrowserPush;
  add: (push: NewPush) => Promise<PushReply>;
  go: (path: string) => void;
}

/** Makes the browser in hand a way of being reached. */
export function Reach({ page, push, add, go }: ReachProps) {
  const say = reachWords();
  const able = push.able();
  const [mine, setMine] = useState<boolean | null>(able === 'yes' ? null : false);
  const [working, setWorking] = useState(false);
  const [wrong, setWrong] = useState('');

  useEffect(() => {
    if (able !== 'yes') return;
    let over = false;
    // A browser that will not say what it is subscribed to can still be asked to subscribe.
    push.endpoint().then(
      (endpoint) => !over && setMine(endpoint !== null && (page.ways ?? []).includes(endpoint)),
      () => !over && setMine(false),
    );
    return () => {
      over = true;
    };
  }, [able, page.ways, push]);

  const run = async (): Promise<void> => {
    if (working) return;
    setWorking(true);
    setWrong('');
    try {
      const made = await push.subscribe(page.key ?? '');
      if (made === null) setWrong(say(push.able() === 'blocked' ? 'blocked' : 'refused'));
      else {
        const { way } = await add({ ...made, language: document.documentElement.lang === 'es' ? 'es' : 'en' });
        go(`/reach-me?said=sent#w-${way}`);
      }
    } catch (error) {
      setWrong(error instanceof Refused && error.reason === 'Malformed' ? say('unknown') : error instanceof Refused && error.reason === 'NotSent' ? say('NotSent') : failureWords(error));
    } finally {
      setWorking(false);
    }
  };

  if (able !== 'yes') return <p class="next"><Icon name="info" /><span>{say(able)}</span></p>;
  if (mine === null) return <p role="status">{say('looking')}</p>;
  if (mine) return <p class="next"><Icon name="check" /><span>{say('this')}</span></p>;
  return (
    <div class="stack-s">
      <p class="small muted">{say('next')}</p>
      <button type="button" class="btn" aria-disabled={working} onClick={() => void run()}>
        {say(working ? 'working' : 'use')}
      </button>
      {wrong === '' ? null : <p class="error" role="alert"><Icon name="warn" /><span>{wrong}</span></p>}
    </div>
  );
}
