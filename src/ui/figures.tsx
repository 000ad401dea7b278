/** The row of figures under a panel's answer. */
import type { ReactNode } from 'react'
import type { Tone } from './chip.tsx'

export interface Figure {
  /** the number as it reads, such as "74" or "1,204" */
  readonly value: ReactNode
  /** follows the number, smaller: "%", "km²" */
  readonly unit?: string
  /** what is counted, lower case */
  readonly label: string
  readonly tone?: Tone
  /** the reference or certainty beside it, such as "nationally 25%" or "95% CI 1.2 to 2.6" */
  readonly note?: string
}

/** Two to four figures in one row, divided by hairlines. */
export const Figures = ({ figures }: { figures: readonly Figure[] }) => (
  <dl className="u-figures">
    {figures.map((f) => (
      <div key={f.label} className="u-figure">
        <dt>{f.label}</dt>
        <dd data-tone={f.tone}>
          {f.value}
          {f.unit && <span className="u-figure-unit"> {f.unit}</span>}
        </dd>
        {f.note && <dd className="u-figure-note">{f.note}</dd>}
      </div>
    ))}
  </dl>
)
