import { useEffect, useState } from 'preact/hooks';
import { forgetPlan, keepPlan } from '../../care/kept';
import type { PlanVersion } from '../../care/plan';
import type { Care } from '../../care/types';
import { deviceName } from '../../view/device';
import { Icon } from '../../view/icons';
import { pageOf } from './page';

/** How many versions are kept to be read offline. */
const most = 20;

/** The person's choice for this device; it holds no word of theirs. */
const choice = 'care-plan-off';

/**
 * Keeps the plan on this device, to be read without a network and without signing in, and says so. Where others use the
 * device, the person turns it off; signing out takes it away in any case.
 */
export function Keep({ care, versions }: { care: Care; versions: readonly PlanVersion[] }) {
  const say = pageOf();
  const [on, setOn] = useState(() => localStorage.getItem(choice) === null);
  const [kept, setKept] = useState(false);
  const told = versions.map((version) => version.key).join(' ');

  useEffect(() => {
    const copy = [...versions].reverse().slice(0, most).map(({ at, name, own, steps }) => ({ at, name, own, steps }));
    const work = on ? keepPlan(care.person, { keptAt: Date.now(), versions: copy }) : forgetPlan();
    // A browser that keeps nothing, in a private window or when it is full, is said to keep nothing.
    work.then(() => setKept(on), () => setKept(false));
  }, [care, on, told]);

  const turn = (): void => {
    if (on) localStorage.setItem(choice, '1');
    else localStorage.removeItem(choice);
    setOn(!on);
  };
  return (
    <section class="card card--plain stack-s no-print" aria-labelledby="keep">
      <h2 id="keep" class="card__over">
        {say('keep.title', { device: deviceName() })}
      </h2>
      <p class="next">
        <Icon name={kept ? 'kept' : 'info'} />
        <span>{say(kept ? 'keep.on' : 'keep.off', { device: deviceName() })}</span>
      </p>
      <p>
        <button type="button" class="btn" aria-pressed={on} onClick={turn}>
          {say(on ? 'keep.stop' : 'keep.start', { device: deviceName() })}
        </button>
      </p>
    </section>
  );
}
