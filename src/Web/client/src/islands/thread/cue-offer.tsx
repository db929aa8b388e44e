import { useRef, useState } from 'preact/hooks';
import type { Care, SendOptions } from '../../care/types';
import { Banner } from '../../view/banner';
import { Dialog } from '../../view/dialog';
import { Numbers, type PhoneLine } from '../../view/numbers';
import { threadWords } from './thread-words';

type Engine = typeof import('../../cues');

/** A part of the page that is brought when somebody begins to write. */
let engine: Promise<Engine> | undefined;
const load = (): Promise<Engine> =>
  (engine ??= import('../../cues').catch((error: unknown) => {
    engine = undefined;
    throw error;
  }));

/** How long a message waits for the rules to arrive, or for the answer to an alert, in milliseconds. It goes either way. */
const patience = 3_000;

export interface Cues {
  /** Brings the rules before they are needed. */
  readonly warm: () => void;
  /** Reads the words on this device and, if they sound heavy, asks. What the person agreed to share; `{}` for nothing. */
  readonly ask: (text: string) => Promise<SendOptions>;
  readonly offer: Offer | null;
  /** Whether an alert was raised, and whether the server has it yet. */
  readonly told: 'now' | 'later' | null;
}

export interface Offer { readonly level: 'urgent' | 'crisis'; readonly answer: (share: boolean) => void }

/** The offer to share what a message sounds like. Nothing about the words leaves the device without a tap. */
export function useCues(care: Care): Cues {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [told, setTold] = useState<Cues['told']>(null);
  const answered = useRef(new Map<string, SendOptions>());

  const share = async (level: 'urgent' | 'crisis', version: number): Promise<SendOptions> => {
    if (level === 'urgent') return { cue: { level, version } };
    const alert = crypto.randomUUID();
    // The alert first. A call that got lost is made up for by the message, which names it.
    const heard = await inTime(care.hub.ask('RaiseAlert', alert, 'risk-cue')).then(() => true, () => false);
    setTold(heard ? 'now' : 'later');
    return { alert, cue: { level, version } };
  };

  return {
    offer,
    told,
    warm: () => void load().catch(failed),
    ask: async (text) => {
      const before = answered.current.get(text);
      if (before !== undefined) return before;
      const { level, version } = await read(text);
      if (level === 'none') return {};
      const agreed = await new Promise<boolean>((answer) => setOffer({ level, answer }));
      setOffer(null);
      const shared = agreed ? await share(level, version) : {};
      answered.current.set(text, shared);
      return shared;
    },
  };
}

async function read(text: string): Promise<{ level: 'crisis' | 'urgent' | 'none'; version: number }> {
  try {
    const { cueVersion, readCues } = await inTime(load());
    return { level: readCues(text).level, version: cueVersion };
  } catch (error) {
    failed(error);
    return { level: 'none', version: 0 };
  }
}

/** Said where a developer looks, without the words; the message goes on its way. */
const failed = (error: unknown): void => console.error('The risk cues could not be read', error instanceof Error ? error.name : '');

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error('late')), patience); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Calm, and never a verdict. Closing it is "not now"; the message goes to the team whatever the answer. */
export function CueOffer({ offer, team }: { offer: Offer; team: string }) {
  const say = threadWords();
  const crisis = offer.level === 'crisis';
  return (
    <Dialog title={say('cue.title')} onClose={() => offer.answer(false)}>
      <p>{say(crisis ? 'cue.crisis' : 'cue.urgent', { team })}</p>
      {crisis ? (
        <div class="stack-s">
          <p>{say('cue.988')}</p>
          <Numbers />
          <p>
            <a href="/help" target="_blank" rel="noopener">
              {say('cue.help')}
            </a>
          </p>
        </div>
      ) : null}
      <div class="row">
        <button type="button" class="btn btn--main" onClick={() => offer.answer(true)}>
          {say('cue.share')}
        </button>
        <button type="button" class="btn" onClick={() => offer.answer(false)}>
          {say('cue.not-now')}
        </button>
      </div>
      <p class="small muted">{say('cue.either', { team })}</p>
    </Dialog>
  );
}

/** After an alert was shared: what happens next, and who answers meanwhile. */
export function CueTold({ told, lines }: { told: 'now' | 'later'; lines: readonly PhoneLine[] }) {
  const say = threadWords();
  return (
    <Banner tone="crisis" icon="phone" title={say(told === 'now' ? 'cue.told.title' : 'cue.later.title')} live="status">
      <p>{say(told === 'now' ? 'cue.told' : 'cue.later')}</p>
      <Numbers lines={lines} />
      {told === 'now' ? (
        <p>
          <a href="/help/told">{say('cue.told.link')}</a>
        </p>
      ) : null}
    </Banner>
  );
}
