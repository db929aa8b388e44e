import type { ComponentChildren } from 'preact';
import { Heading } from '../enrol/recovery-code';

/** The way ends here: why, and what to do. */
export function Stop({ title, link, children }: { title: string; link?: { href: string; words: string }; children: ComponentChildren }) {
  return (
    <>
      <Heading>{title}</Heading>
      <p>{children}</p>
      {link === undefined ? null : (
        <p>
          <a class="btn" href={link.href}>
            {link.words}
          </a>
        </p>
      )}
    </>
  );
}
