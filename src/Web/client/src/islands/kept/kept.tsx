import { useEffect, useState } from 'preact/hooks';
import { forgetPlan, type KeptPlan, keptPlan } from '../../care/kept';
import { PlanCards } from '../../plan/steps';
import { Banner } from '../../view/banner';
import type { EntryProps } from '../../view/entry';
import { Numbers, type PhoneLine } from '../../view/numbers';
import { dayAndTime, fullTime } from '../../view/times';
import { Skeleton } from '../../view/waiting';
import { keptWords } from './kept-words';

export interface KeptPage { lines: readonly PhoneLine[] }

/** The safety plan as this device keeps it: read without a network, without a session, without the server. */
export function Kept({ page }: EntryProps<KeptPage>) {
  const say = keptWords();
  const plan = useKept();
  const [gone, setGone] = useState(false);
  const newest = gone ? undefined : plan?.versions[0];
  return (
    <>
      <h1>{say('title')}</h1>
      {plan === undefined ? <Skeleton words={say('loading')} /> : null}
      {plan !== undefined && newest === undefined ? (
        <Banner icon="info" title={say(gone ? 'gone.title' : 'none.title')} live="status">
          <p>{say('none')}</p>
        </Banner>
      ) : null}
      {plan && newest !== undefined ? (
        <>
          <Banner icon="kept" title={say('copy.title', { at: fullTime(newest.at), name: newest.own ? say('you') : newest.name })}>
            <p>{say('copy')}</p>
          </Banner>
          <PlanCards steps={newest.steps} reach={page.lines ?? []} />
        </>
      ) : null}
      {newest === undefined ? <Numbers lines={page.lines} /> : null}
      {plan && newest !== undefined ? <Earlier plan={plan} /> : null}
      <p class="row no-print">
        <a class="btn" href="/plan">
          {say('change')}
        </a>
        {newest === undefined ? null : (
          <button type="button" class="btn btn--quiet" onClick={() => void forgetPlan().then(() => setGone(true))}>
            {say('forget')}
          </button>
        )}
      </p>
    </>
  );
}

function Earlier({ plan }: { plan: KeptPlan }) {
  const say = keptWords();
  if (plan.versions.length < 2) return null;
  return (
    <details class="fold no-print">
      <summary>{say('earlier')}</summary>
      <div class="stack">
        {plan.versions.slice(1).map((version, place) => (
          <details class="fold" key={place}>
            <summary>{say('earlier.one', { at: dayAndTime(version.at, plan.keptAt), name: version.own ? say('you') : version.name })}</summary>
            <PlanCards steps={version.steps} />
          </details>
        ))}
      </div>
    </details>
  );
}

/** Undefined while it is looked for, null when nothing is kept here. */
function useKept(): KeptPlan | null | undefined {
  const [plan, setPlan] = useState<KeptPlan | null | undefined>(undefined);
  // What cannot be opened any more, because the browser threw a part of it away, is as good as not there.
  useEffect(() => void keptPlan().then(setPlan, () => setPlan(null)), []);
  return plan;
}
