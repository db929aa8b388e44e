import { Icon } from './icons';
import { view } from './view-words';

/** A number of the clinic's own: its desk, the warm line. */
export interface PhoneLine {
  name: string;
  number: string;
  /** As people write it. */
  shown?: string;
}

/** Call 988, text 988, then the clinic's own numbers. Unconditional: whoever draws it has a person in need. */
export function Numbers({ lines = [] }: { lines?: readonly PhoneLine[] | undefined }) {
  const say = view();
  return (
    <div class="row">
      <a class="btn btn--crisis" href="tel:988">
        <Icon name="phone" />
        {say('call.988')}
      </a>
      <a class="btn" href="sms:988">
        <Icon name="message" />
        {say('text.988')}
      </a>
      {lines.map((line) => (
        <a class="btn" key={line.number} href={`tel:${line.number.replace(/[^+\d]/g, '')}`}>
          {line.name}
        </a>
      ))}
    </div>
  );
}
