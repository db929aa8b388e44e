import { hasPhones, type PlanLine, type PlanSteps } from '../care/plan';
import { Icon } from '../view/icons';
import type { PhoneLine } from '../view/numbers';
import { planWords } from './plan-words';

/** What a telephone dials: digits, and a plus in front. */
export const dialled = (phone: string): string => phone.replace(/[^+\d]/g, '');

/** The six steps as six calm cards. `reach` puts 988 and the clinic's numbers into the fifth: for the person themself. */
export function PlanCards({ steps, reach }: { steps: PlanSteps; reach?: readonly PhoneLine[] | undefined }) {
  const say = planWords();
  return (
    <ol role="list" class="plan">
      {steps.map((lines, place) => (
        <li class="card card--plain stack-s" key={place}>
          <h2 class="plan__head">
            <span class="plan__no">{place + 1}</span>
            {stepName(place)}
          </h2>
          <p class="small muted">{stepWords(place, 'why')}</p>
          {lines.length === 0 && !(reach !== undefined && place === 4) ? <p class="muted">{say('none')}</p> : null}
          <ul role="list" class="plan__lines">
            {lines.map((line, at) => (
              <Line key={at} line={line} phones={hasPhones(place)} />
            ))}
            {reach !== undefined && place === 4 ? <Always lines={reach} /> : null}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Line({ line, phones }: { line: PlanLine; phones: boolean }) {
  return (
    <li>
      <span>{line.text}</span>
      {phones && dialled(line.phone) !== '' ? <CallLink name={line.text} phone={line.phone} /> : null}
    </li>
  );
}

/** A number to tap, with whom it reaches for those who hear the page. */
export function CallLink({ name, phone }: { name: string; phone: string }) {
  const say = planWords();
  return (
    <a class="btn btn--bar" href={`tel:${dialled(phone)}`}>
      <Icon name="phone" />
      <span>
        {say('call', { phone })}
        <span class="vh">: {name}</span>
      </span>
    </a>
  );
}

/** 988 stands in every plan, whatever was written. */
function Always({ lines }: { lines: readonly PhoneLine[] }) {
  const say = planWords();
  return (
    <>
      <li>
        <span>{say('988')}</span>
        <span class="row">
          <a class="btn btn--bar" href="tel:988">
            <Icon name="phone" />
            {say('988.call')}
          </a>
          <a class="btn btn--bar" href="sms:988">
            <Icon name="message" />
            {say('988.text')}
          </a>
        </span>
      </li>
      {lines.map((line) => (
        <Line key={line.number} line={{ text: line.name, phone: line.shown ?? line.number }} phones />
      ))}
    </>
  );
}

const numbers = ['1', '2', '3', '4', '5', '6'] as const;

/** A step's name, `place` from 0. */
export const stepName = (place: number): string => planWords()(`step.${numbers[place] ?? '6'}`);

/** `why`: its purpose as published, in plain words. `like`: an example. */
export const stepWords = (place: number, what: 'why' | 'like'): string => planWords()(`step.${numbers[place] ?? '6'}.${what}`);

export const lineLabel = (place: number, n: number): string => planWords()(`step.${numbers[place] ?? '6'}.line`, { n });
