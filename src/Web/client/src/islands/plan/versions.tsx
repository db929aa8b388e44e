import { useState } from 'preact/hooks';
import type { PlanVersion } from '../../care/plan';
import { PlanCards } from '../../plan/steps';
import { Icon } from '../../view/icons';
import { dayAndTime } from '../../view/times';
import { pageOf } from './page';

/** Every version, newest first: who wrote it and when, what stood in it, and the way back to it. */
export function Versions({ versions, now, onTake }: { versions: readonly PlanVersion[]; now: number; onTake: (version: PlanVersion) => void }) {
  const say = pageOf();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section class="stack" aria-labelledby="versions">
      <h2 id="versions">{say('versions')}</h2>
      <ul role="list" class="facts card card--plain">
        {[...versions].reverse().map((version, place) => (
          <li key={version.key} class="stack">
            <p class="row row--apart">
              <span>
                <strong>{place === 0 ? say('version.now') : say('version.at', { at: dayAndTime(version.at, now) })}</strong>
                <br />
                <span class="muted">{say('version.by', { name: version.own ? say('you') : version.name, at: dayAndTime(version.at, now) })}</span>
              </span>
              <button type="button" class="btn btn--bar" aria-expanded={open === version.key} onClick={() => setOpen(open === version.key ? null : version.key)}>
                {say(open === version.key ? 'version.hide' : 'version.show')}
                <span class="vh">: {dayAndTime(version.at, now)}</span>
              </button>
            </p>
            {version.unseen.length === 0 ? null : (
              <p class="next small">
                <Icon name="info" />
                <span>{say('version.unseen')}</span>
              </p>
            )}
            {open !== version.key ? null : (
              <>
                <PlanCards steps={version.steps} />
                {place === 0 ? null : (
                  <p>
                    <button type="button" class="btn" onClick={() => onTake(version)}>
                      {say('version.take')}
                    </button>
                  </p>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
