import { useState } from 'preact/hooks';
import { isEmptyPlan, type PlanVersion, readDraft, versionsOf } from '../../care/plan';
import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import { changedWords } from '../../plan/changed';
import { PlanCards } from '../../plan/steps';
import { Toast, useToast } from '../../view/announce';
import { AskFirst } from '../../view/ask-first';
import { Banner } from '../../view/banner';
import { ConnectionBanner } from '../../view/connection';
import { deviceName } from '../../view/device';
import { attempt } from '../../view/failures';
import { Icon } from '../../view/icons';
import type { IslandProps } from '../../view/island';
import { useNow } from '../../view/now';
import type { PhoneLine } from '../../view/numbers';
import { list, Readers } from '../../view/readers';
import { State } from '../../view/state';
import { Stopped, useOpened } from '../../view/talk';
import { dayAndTime } from '../../view/times';
import { Skeleton } from '../../view/waiting';
import { EditPlan } from './edit';
import { Keep } from './keep';
import { pageOf } from './page';
import { usePlan } from './use-plan';
import { Versions } from './versions';

export interface PlanPage {
  /** The patient's record; null on the patient's own page. */
  record: string | null;
  /** The patient's name, for staff. */
  name: string;
  lines?: readonly PhoneLine[];
}

/** A safety plan: read, written alone or together, its earlier versions, and who can read it. */
export function Plan({ care, page }: IslandProps<PlanPage>) {
  const say = pageOf();
  const found = usePlan(care, page);
  const connection = useStore(care.hub.connection);
  const own = page.record === null;
  const title = own ? say('title') : say('title.of', { name: page.name });
  if ('talk' in found) return <Open care={care} page={page} talk={found.talk} title={title} />;
  return (
    <>
      <h1>{title}</h1>
      {found.why === 'looking' ? <Skeleton words={say('loading')} /> : <Banner tone="heed" icon="info" title={say(found.why)} live="status" />}
      <ConnectionBanner connection={connection} />
      {own && connection !== 'connected' ? <KeptLink /> : null}
    </>
  );
}

/** While the plan does not come, the copy on this device may be there. */
const KeptLink = () => (
  <p>
    <a class="btn" href="/plan/kept">
      {pageOf()('kept.open', { device: deviceName() })}
    </a>
  </p>
);

function Open({ care, page, talk, title }: { care: Care; page: PlanPage; talk: Conversation; title: string }) {
  const say = pageOf();
  const state = useStore(talk.state);
  const draft = readDraft(useStore(talk.draft));
  const now = useNow(30_000);
  const [toast, tell] = useToast();
  const [view, setView] = useState<'read' | 'edit' | 'versions'>('read');
  useOpened(talk, state);
  const own = page.record === null;
  const versions = versionsOf(state.lines);
  const newest = versions.at(-1);

  if (state.gone !== null) {
    return (
      <>
        <h1>{title}</h1>
        <Banner tone="heed" icon="info" title={say('denied')} live="status" />
      </>
    );
  }
  const ask = state.ask === null ? null : <AskFirst key={state.ask.id} question={{ ...state.ask, text: say('title') }} onAnswer={(send) => void attempt(() => talk.answer(send), tell)} />;
  if (view === 'edit') {
    return (
      <>
        <EditPlan talk={talk} versions={versions} own={own} tell={tell} onDone={() => setView('read')} />
        {ask}
        <Toast text={toast} />
      </>
    );
  }
  const waits = state.loading && versions.length === 0;
  return (
    <>
      <header class="stack-s">
        <h1>{title}</h1>
        {newest === undefined ? null : <p class="muted">{changedWords(versions, now)}</p>}
        {newest === undefined || newest.state === null ? null : (
          <State state={newest.state} voice={{ to: own ? 'patient' : 'staff' }} connected={state.connection === 'connected'} onRetry={() => talk.retry()} />
        )}
      </header>
      {state.stopped === null ? null : <Stopped lines={page.lines} />}
      <ConnectionBanner connection={state.connection} />
      {own && waits && state.connection !== 'connected' ? <KeptLink /> : null}
      {waits ? <Skeleton words={say('loading')} /> : newest === undefined && draft === null ? <First own={own} name={page.name} /> : null}
      {newest === undefined ? null : <Unseen newest={newest} now={now} onLook={() => setView('versions')} />}
      {draft === null ? null : (
        <Banner icon="write" title={say('draft', { device: deviceName() })}>
          <p class="row">
            <button type="button" class="btn btn--main" onClick={() => setView('edit')}>
              {say('draft.go')}
            </button>
            <button type="button" class="btn" onClick={() => talk.keep('')}>
              {say('draft.drop')}
            </button>
          </p>
        </Banner>
      )}
      {waits ? null : <Readers readers={state.readers} />}
      {waits || !state.canWrite || draft !== null ? null : (
        <div class="row plan__acts">
          <button type="button" class={newest === undefined ? 'btn btn--main' : 'btn'} onClick={() => setView('edit')}>
            <Icon name="write" />
            {say(newest === undefined ? 'start' : 'change')}
          </button>
          {newest === undefined ? null : (
            <button type="button" class="btn btn--quiet" onClick={() => print()}>
              {say('print')}
            </button>
          )}
          {versions.length < 2 ? null : (
            <button type="button" class="btn btn--quiet" onClick={() => setView(view === 'versions' ? 'read' : 'versions')}>
              {say(view === 'versions' ? 'versions.close' : 'versions.open')}
            </button>
          )}
        </div>
      )}
      {view === 'versions' ? (
        <Versions
          versions={versions}
          now={now}
          onTake={(version) =>
            void attempt(async () => {
              await talk.send({ type: 'plan', base: newest?.number ?? 0, steps: version.steps });
              setView('read');
              tell(say('said.again'));
            }, tell)
          }
        />
      ) : newest === undefined ? null : (
        <PlanCards steps={newest.steps} reach={own ? (page.lines ?? []) : undefined} />
      )}
      {own && !isNone(newest) ? <Keep care={care} versions={versions} /> : null}
      {ask}
      <Toast text={toast} />
    </>
  );
}

const isNone = (newest: PlanVersion | undefined): boolean => newest === undefined || isEmptyPlan(newest.steps);

/** Before the first word: what it is for, and that it can wait. Who can read it stands right below. */
function First({ own, name }: { own: boolean; name: string }) {
  const say = pageOf();
  return (
    <div class="stack">
      <p class="big">{say(own ? 'first.title' : 'first.title.of', { name })}</p>
      <p>{say(own ? 'first' : 'first.of')}</p>
      <p class="next">
        <Icon name="clock" />
        <span>{say('first.next')}</span>
      </p>
      <p class="next">
        <Icon name="key" />
        <span>{say('first.readers')}</span>
      </p>
    </div>
  );
}

/** The newest version was written without having seen another: said to everyone, and where the other one is. */
function Unseen({ newest, now, onLook }: { newest: PlanVersion; now: number; onLook: () => void }) {
  const say = pageOf();
  const missed = newest.unseen.at(-1);
  if (missed === undefined) return null;
  const names = list([...new Set(newest.unseen.map((version) => (version.own ? say('you') : version.name)))]);
  const title = newest.own ? say('unseen.own', { names }) : say('unseen.other', { name: newest.name, names });
  return (
    <Banner tone="heed" icon="info" title={title} live="status">
      <p>{say('unseen', { at: dayAndTime(missed.at, now) })}</p>
      <p>
        <button type="button" class="btn" onClick={onLook}>
          {say('versions.open')}
        </button>
      </p>
    </Banner>
  );
}
