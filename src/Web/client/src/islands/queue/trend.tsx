import type { ScoreResult } from '../../care/wire';
import { dayName } from '../../view/times';
import { queueWords } from './queue-words';

/** Top of the scale, and where its bands begin. */
const scales = {
  phq9: { top: 27, bands: [0, 5, 10, 15, 20] },
  gad7: { top: 21, bands: [0, 5, 10, 15] },
} as const;

const width = 220;
const height = 88;
const edge = 8;

export type Scored = ScoreResult & { total: number; band: NonNullable<ScoreResult['band']> };

export const isScored = (score: ScoreResult): score is Scored => score.total !== null && score.band !== null;

/** Scores over time on their bands, with the first one's range of chance. The same numbers stand in words beside it. */
export function Trend({ scores, reliable, now }: { scores: readonly Scored[]; reliable: number; now: number }) {
  const say = queueWords();
  const first = scores[0]!;
  const last = scores[scores.length - 1]!;
  const { top, bands } = scales[first.instrument];
  const y = (total: number): number => Math.round((height * (top - Math.min(top, Math.max(0, total))) * 10) / top) / 10;
  const time = Math.max(1, last.at - first.at);
  const x = (at: number): number => Math.round((edge + ((width - 2 * edge) * (at - first.at)) / time) * 10) / 10;
  const points = scores.map((score) => ({ x: scores.length === 1 ? width / 2 : x(score.at), y: y(score.total) }));
  const label = say('results.chart', {
    name: say(`results.${first.instrument}`),
    scores: scores.map((score) => say('results.point', { total: score.total, day: dayName(score.at, now) })).join('; '),
  });
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {bands.map((from, index) => {
          const to = bands[index + 1] ?? top;
          return <rect key={from} class={`b${index + 1}`} x="0" y={y(to)} width={width} height={y(from) - y(to)} />;
        })}
        <path class="rel" d={`M0 ${y(first.total + reliable)}h${width}M0 ${y(first.total - reliable)}h${width}`} />
        <path class="line" d={`M${points.map((point) => `${point.x} ${point.y}`).join(' ')}`} />
        {points.map((point, index) => (
          <circle key={point.x} class={index === points.length - 1 ? 'dot dot--last' : 'dot'} cx={point.x} cy={point.y} r="4" />
        ))}
      </svg>
    </figure>
  );
}
