/** The key of the sequential ramp, from least to most. */
import { CLASSES } from './scale.ts'

export const Legend = ({ low, high, words }: { low: string; high: string; words: string }) => (
  <div className="ch-legend">
    <span>{low}</span>
    <svg width={CLASSES * 16} height={8} aria-hidden="true">
      {Array.from({ length: CLASSES }, (_, i) => (
        <rect key={i} className={`ch-r${i}`} x={i * 16} width={15} height={8} rx={1} />
      ))}
    </svg>
    <span>{high}</span>
    <span>{words}</span>
  </div>
)
