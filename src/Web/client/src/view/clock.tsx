import type { ComponentChildren } from 'preact';

export type ClockTone = 'calm' | 'soon' | 'over';

/**
 * A ring that empties, with its time in words.
 * @param left What is left of the whole, 0 to 1. An overdue clock has no ring.
 */
export function Clock({ left, tone, children }: { left: number; tone: ClockTone; children?: ComponentChildren }) {
  if (tone === 'over') return <span class="clock clock--over">{children}</span>;
  const part = Math.round(Math.min(1, Math.max(0, left)) * 100);
  return (
    <span class={tone === 'soon' ? 'clock clock--soon' : 'clock'}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9.5" />
        <circle class="left" cx="12" cy="12" r="9.5" pathLength={100} stroke-dasharray={`${part} 100`} />
      </svg>
      {children}
    </span>
  );
}
