import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Target } from '../../care/types';
import { useStore } from '../../care/use';
import type { Id, ReplyTimes } from '../../care/wire';
import { Toast, useToast } from '../../view/announce';
import { deviceName } from '../../view/device';
import { Icon } from '../../view/icons';
import type { IslandProps } from '../../view/island';
import { useNow } from '../../view/now';
import type { PhoneLine } from '../../view/numbers';
import { list, Readers } from '../../view/readers';
import { useStayAtEnd } from '../../view/stay-at-end';
import { Talk } from '../../view/talk';
import { soon as when } from '../../words/dates';
import { CueOffer, CueTold, useCues } from './cue-offer';
import { CallFirst, StillThere, tellForm } from './call-first';
import { useReplyTimes } from './reply-times';
import { HowSoon, type Soon } from './soon';
import { threadWords } from './thread-words';

export interface ThreadPage {
  circle: Id | null;
  /** Whom a new thread is for, while there is no circle. */
  team: Id | null;
  replyTimes: ReplyTimes | null;
  lines?: readonly PhoneLine[];
}

/** A patient's messages with a team. */
export function Thread({ care, page }: IslandProps<ThreadPage>) {
  const say = threadWords();
  const talk = useMemo(() => care.conversation(targetOf(page)), [care, page]);
  const state = useStore(talk.state);
  useStore(care.directory.state);
  const now = useNow(30_000);
  const field = useRef<HTMLTextAreaElement>(null);
  const [toast, tell] = useToast();
  const [soon, setSoon] = useState<Soon>('week');
  const [anyway, setAnyway] = useState(false);
  const [promised, setPromised] = useState(say('sent.plain'));
  const cues = useCues(care);

  const teams = state.readers.teams.length > 0 ? state.readers.teams : [page.team === null ? null : care.directory.team(page.team)].filter((team) => team !== null);
  const name = teams.length === 0 ? say('title') : list(teams.map((team) => team.name));
  const times = useReplyTimes(care.api, teams[0]?.team ?? page.team, page.replyTimes);
  const lines = page.lines ?? [];
  useOwnAddress(state.circle);
  useStayAtEnd(state.loading, state.lines.length);

  const kind = teams[0] === undefined ? '' : say(`care.${teams[0].care}`);
  const answering = teams.length === 1 ? name : say('team');
  const by = times === null ? null : when(times[soon], now);
  return (
    <>
      <header class="stack-s">
        <a class="pane__back small" href="/messages">
          <Icon name="back" />
          {say('back')}
        </a>
        <h1>{name}</h1>
        {kind === '' || kind === name ? null : <p class="muted">{kind}</p>}
        {state.circle === null ? <p>{say('first', { team: name, device: deviceName() })}</p> : <Readers readers={state.readers} />}
      </header>
      <Talk
        talk={talk}
        voice={{ to: 'patient' }}
        label={say('log', { team: name })}
        lines={lines}
        tell={tell}
        field={field}
        sentWords={promised}
        options={async (text) => {
          const shared = await cues.ask(text);
          setPromised(by === null || shared.cue !== undefined ? say('sent.plain') : say('sent', { team: answering, when: by }));
          return { soon, ...shared };
        }}
        onTyping={cues.warm}
        onSent={() => {
          setSoon('week');
          setAnyway(false);
        }}
        composer={{
          next: nextWords(soon, answering, by, times),
          gate: soon === 'now' && !anyway ? <CallFirst lines={lines} onAnyway={() => setAnyway(true)} /> : undefined,
          children: (
            <>
              <HowSoon
                chosen={soon}
                times={times}
                now={now}
                onChoose={(chosen) => {
                  setSoon(chosen);
                  setAnyway(false);
                }}
              />
              {cues.told !== null ? <CueTold told={cues.told} lines={lines} /> : soon === 'now' && anyway ? <StillThere lines={lines} /> : null}
            </>
          ),
        }}
      />
      <form id={tellForm} method="post" action="/help/tell" />
      {cues.offer === null ? null : <CueOffer offer={cues.offer} team={answering} />}
      <FocusWhen when={anyway} field={field} />
      <Toast text={toast} />
    </>
  );
}

const targetOf = (page: ThreadPage): Target => (page.circle === null ? { threadWith: page.team ?? '' } : { circle: page.circle });

function nextWords(soon: Soon, team: string, by: string | null, times: ReplyTimes | null): string {
  const say = threadWords();
  if (by === null || times === null) return say('next.unknown', { team });
  if (soon === 'now') return say('next.now', { when: by });
  return say(times.open ? 'next' : 'next.closed', { team, when: by });
}

/** Once the first message made the circle, the page has its address, so that loading it again comes back here. */
function useOwnAddress(circle: Id | null): void {
  useEffect(() => {
    if (circle !== null) history.replaceState(history.state, '', `/messages/${circle}`);
  }, [circle]);
}

/** The field appears only after the choice to write: then the focus goes into it. */
function FocusWhen({ when: shown, field }: { when: boolean; field: { readonly current: HTMLTextAreaElement | null } }) {
  useEffect(() => {
    if (shown) field.current?.focus();
  }, [shown, field]);
  return null;
}
