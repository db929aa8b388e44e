import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { emptyPlan, hasPhones, planBounds, type PlanLine, type PlanSteps, type PlanVersion, readDraft, samePlan, tidy, writeDraft } from '../../care/plan';
import type { Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import { planWords } from '../../plan/plan-words';
import { dialled, lineLabel, PlanCards, stepName, stepWords } from '../../plan/steps';
import { Banner } from '../../view/banner';
import { deviceName } from '../../view/device';
import { attempt } from '../../view/failures';
import { Icon } from '../../view/icons';
import { clock } from '../../words/dates';
import { pageOf } from './page';

export interface EditProps {
  talk: Conversation;
  versions: readonly PlanVersion[];
  own: boolean;
  tell: (words: string) => void;
  onDone: () => void;
}

/** Writes a version, one step a screen. Every change is kept on the device; it becomes the plan when it is saved. */
export function EditPlan({ talk, versions, own, tell, onDone }: EditProps) {
  const say = pageOf();
  const newest = versions.at(-1);
  const [begun] = useState(() => readDraft(talk.draft.get()) ?? { base: newest?.number ?? 0, steps: newest?.steps ?? emptyPlan });
  const [steps, setSteps] = useState<PlanSteps>(begun.steps);
  const [place, setPlace] = useState(0);
  const { typing, connection } = useStore(talk.state);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [place]);

  const change = (lines: readonly PlanLine[]): void => {
    const next = steps.map((step, at) => (at === place ? lines : step));
    setSteps(next);
    talk.keep(writeDraft({ base: begun.base, steps: next }));
    talk.typing();
  };
  const save = async (): Promise<void> => {
    const version = tidy(steps);
    if (newest !== undefined && newest.number === begun.base && samePlan(version, newest.steps)) {
      talk.keep('');
      onDone();
      return;
    }
    const kept = await attempt(() => talk.send({ type: 'plan', base: begun.base, steps: version }), tell);
    if (!kept) return;
    tell(connection === 'connected' ? say('said.saved') : say('said.kept', { device: deviceName() }));
    onDone();
  };
  const last = place === planBounds.steps - 1;
  const other = newest !== undefined && !newest.own && (newest.number ?? 0) > begun.base ? newest : null;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (last) void save();
        else setPlace(place + 1);
      }}
    >
      <p class="small muted">{say('step', { n: place + 1, of: planBounds.steps })}</p>
      <h1 ref={heading} tabIndex={-1}>
        {stepName(place)}
      </h1>
      <p>{stepWords(place, 'why')}</p>
      <p class="hint">{stepWords(place, 'like')}</p>
      {other === null ? null : <Overtaken version={other} />}
      <Lines key={place} place={place} lines={steps[place] ?? []} onChange={change} />
      {typing[0] === undefined ? null : (
        <p class="next small">
          <Icon name="write" />
          <span>{say('typing', { name: typing[0] })}</span>
        </p>
      )}
      <div class="row">
        {place === 0 ? null : (
          <button type="button" class="btn" onClick={() => setPlace(place - 1)}>
            {say('back')}
          </button>
        )}
        <button type="submit" class="btn btn--main">
          {say(last ? 'save' : 'next')}
        </button>
        {last ? null : (
          <button type="button" class="btn btn--quiet" onClick={() => void save()}>
            {say('save.here')}
          </button>
        )}
      </div>
      <p class="next small">
        <Icon name="kept" />
        <span>{say(own ? 'kept' : 'kept.staff', { device: deviceName() })}</span>
      </p>
      <p>
        <button type="button" class="link" onClick={onDone}>
          {say('later')}
        </button>
      </p>
    </form>
  );
}

/** The lines of one step; there is always one to write in. */
function Lines({ place, lines, onChange }: { place: number; lines: readonly PlanLine[]; onChange: (lines: readonly PlanLine[]) => void }) {
  const say = pageOf();
  const plan = planWords();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const shown = lines.length === 0 ? [{ text: '', phone: '' }] : lines;
  const put = (at: number, more: Partial<PlanLine>): void => onChange(shown.map((line, each) => (each === at ? { ...line, ...more } : line)));
  const focus = (at: number): void => void requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('textarea')[at]?.focus());
  return (
    <>
      <ul role="list" class="stack" ref={list}>
        {shown.map((line, at) => (
          <li class="plan__line" key={at}>
            <div class="field">
              <label for={`${id}t${at}`}>{lineLabel(place, at + 1)}</label>
              <textarea id={`${id}t${at}`} rows={2} maxLength={planBounds.text} value={line.text} onInput={(event) => put(at, { text: event.currentTarget.value })} />
            </div>
            {hasPhones(place) ? (
              <div class="field">
                <label for={`${id}p${at}`}>{plan('phone')}</label>
                <input
                  id={`${id}p${at}`}
                  type="tel"
                  autocomplete="off"
                  maxLength={planBounds.phone}
                  value={line.phone}
                  aria-describedby={noNumber(line) ? `${id}e${at}` : undefined}
                  onInput={(event) => put(at, { phone: event.currentTarget.value })}
                />
                {noNumber(line) ? (
                  <p class="hint" id={`${id}e${at}`}>
                    {say('phone.none')}
                  </p>
                ) : null}
              </div>
            ) : null}
            {shown.length === 1 && line.text === '' && line.phone === '' ? null : (
              <button
                type="button"
                class="link"
                onClick={() => {
                  onChange(shown.filter((_, each) => each !== at));
                  focus(Math.max(0, at - 1));
                }}
              >
                {say('remove')}
                <span class="vh">: {line.text === '' ? lineLabel(place, at + 1) : line.text}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {shown.length >= planBounds.lines ? (
        <p class="hint">{say('full', { n: planBounds.lines })}</p>
      ) : (
        <p>
          <button
            type="button"
            class="btn"
            onClick={() => {
              onChange([...shown, { text: '', phone: '' }]);
              focus(shown.length);
            }}
          >
            {say('add')}
          </button>
        </p>
      )}
    </>
  );
}

const noNumber = ({ phone }: PlanLine): boolean => phone.trim() !== '' && dialled(phone).length < 3;

/** Somebody else's version came while this one is being written. */
function Overtaken({ version }: { version: PlanVersion }) {
  const say = pageOf();
  return (
    <Banner tone="heed" icon="people" title={say('overtaken.title', { name: version.name, at: clock(version.at) })} live="status">
      <p>{say('overtaken')}</p>
      <details class="fold">
        <summary>{say('overtaken.look')}</summary>
        <PlanCards steps={version.steps} />
      </details>
    </Banner>
  );
}
