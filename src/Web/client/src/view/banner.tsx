import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons';

export type BannerTone = 'plain' | 'heed' | 'good' | 'crisis';

const icons: Readonly<Record<BannerTone, IconName>> = { plain: 'kept', heed: 'clock', good: 'check', crisis: 'phone' };

/** What happened, that nothing was lost, what to do. `live` banners are said aloud when they appear. */
export function Banner(props: {
  tone?: BannerTone;
  icon?: IconName;
  title: string;
  live?: 'status' | 'alert';
  children?: ComponentChildren;
}) {
  const tone = props.tone ?? 'plain';
  return (
    <div class={tone === 'plain' ? 'banner' : `banner banner--${tone}`} role={props.live}>
      <Icon name={props.icon ?? icons[tone]} />
      <div class="stack-s">
        <p>
          <strong>{props.title}</strong>
          {typeof props.children === 'string' ? ` ${props.children}` : null}
        </p>
        {typeof props.children === 'string' ? null : props.children}
      </div>
    </div>
  );
}
