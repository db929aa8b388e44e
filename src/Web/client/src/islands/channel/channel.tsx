import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Target } from '../../care/types';
import { useStore } from '../../care/use';
import type { Id } from '../../care/wire';
import { Toast, useToast } from '../../view/announce';
import { Icon } from '../../view/icons';
import type { IslandProps } from '../../view/island';
import { useStayAtEnd } from '../../view/stay-at-end';
import { Talk } from '../../view/talk';
import { channelWords } from './channel-words';
import { Members } from './members';
import { type Begun, NewChannel } from './new-channel';

export interface ChannelPage {
  circle: Id | null;
  /** Record id of the patient that a new channel is about. */
  about: string | null;
}

/** A care team's channel: one that is there, or one that begins with its first message. */
export function Channel({ care, page }: IslandProps<ChannelPage>) {
  const say = channelWords();
  const [begun, setBegun] = useState<Begun | null>(null);
  const target: Target | null = page.circle !== null ? { circle: page.circle } : begun === null ? null : begun.target;
  return (
    <>
      <p>
        <a class="pane__back small" href="/channels">
          <Icon name="back" />
          {say('back')}
        </a>
      </p>
      {target === null ? (
        <NewChannel care={care} about={page.about} onBegin={setBegun} />
      ) : (
        <Open care={care} target={target} begun={begun} onAnew={() => setBegun(null)} />
      )}
    </>
  );
}

function Open({ care, target, begun, onAnew }: { care: IslandProps<unknown>['care']; target: Target; begun: Begun | null; onAnew: () => void }) {
  const say = channelWords();
  const talk = useMemo(() => care.conversation(target), [care, target]);
  const state = useStore(talk.state);
  const circles = useStore(care.mine);
  useStore(care.directory.state);
  const [toast, tell] = useToast();
  useStayAtEnd(state.loading, state.lines.length);
  useEffect(() => {
    if (state.circle !== null) history.replaceState(history.state, '', `/channels/${state.circle}`);
  }, [state.circle]);

  const info = circles?.find((circle) => circle.circle === state.circle);
  const patient = info === undefined ? (begun?.patientName ?? null) : info.patientName === '' ? null : info.patientName;
  const topic = info?.title ?? begun?.title ?? '';
  const name = patient === null ? (topic === '' ? say('title') : topic) : say('about', { name: patient });
  const { readers } = state;
  return (
    <>
      <header class="stack-s">
        <p class="small muted">{say('over')}</p>
        <h1>{name}</h1>
      </header>
      {state.gone === null ? <Members care={care} talk={talk} readers={readers} patientName={patient} begun={state.circle !== null} tell={tell} /> : null}
      {state.circle === null ? (
        <p class="row">
          {say('new.first')}
          <button type="button" class="link" onClick={onAnew}>
            {say('new.change')}
          </button>
        </p>
      ) : null}
      <Talk
        talk={talk}
        voice={{ to: 'channel', others: readers.others }}
        label={say('log', { name })}
        tell={tell}
        sentWords={say('sent')}
        composer={{ rows: 2, label: say('composer'), note: state.circle === null ? undefined : say.count('note', readers.others) }}
      />
      <Toast text={toast} />
    </>
  );
}
