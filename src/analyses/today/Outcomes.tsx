/** How investigations ended, in the groups of the inspectorate's Table 2, with its column beside ours. */
import { OUTCOME_GROUPS } from '../../core/table/outcomes.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { Section } from '../../ui/index.ts'
import type { OutcomeColumn } from './result.ts'

const UNKNOWN = OUTCOME_GROUPS.length - 1

const percent = (v: number | undefined) => (v === undefined ? '–' : showNumber(v, 1))

export function Outcomes({ columns }: { columns: readonly OutcomeColumn[] }) {
  if (columns.length === 0) return null
  const known = columns.map((c) => c.n - c.counts[UNKNOWN])
  return (
    <Section title="Outcomes" aside={<span className="t-faint">%, last twelve months</span>}>
      <table className="t-outcomes">
        <thead>
          <tr>
            <td />
            {columns.map((c) => (
              <th key={c.column} colSpan={2} scope="colgroup">
                {c.label}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">Table 2 group</th>
            {columns.flatMap((c) => [
              <th key={c.column + 'here'} scope="col">
                here
              </th>,
              <th key={c.column + 'nation'} scope="col">
                2021
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {OUTCOME_GROUPS.slice(0, UNKNOWN).map((g, k) =>
            // the row that Table 2 lacks only where a wording calls for it
            g.theft === undefined && columns.every((c) => c.counts[k] === 0) ? null : (
              <tr key={g.id}>
                <th scope="row">{g.label}</th>
                {columns.flatMap((c, at) => [
                  <td key={c.column + 'here'} title={countOf(c.counts[k], 'incident')}>
                    {known[at] ? percent((100 * c.counts[k]) / known[at]) : '–'}
                  </td>,
                  <td key={c.column + 'nation'} className="t-faint">
                    {percent(g[c.column])}
                  </td>,
                ])}
              </tr>
            ),
          )}
        </tbody>
      </table>
      <p className="t-faint">
        {columns
          .map(
            (c, at) =>
              `${c.label}: ${showNumber(known[at])} with an outcome that is understood, ${showNumber(c.counts[UNKNOWN])} unknown (${showShare(c.counts[UNKNOWN] / c.n)}) and in no share`,
          )
          .join('. ')}
        . 2021: England and Wales without Greater Manchester, all{' '}
        {columns.map((c) => c.column).join(' and all ')} offences.
      </p>
    </Section>
  )
}
