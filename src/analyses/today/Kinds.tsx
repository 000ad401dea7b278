/** One row for each kind of crime: both windows against what was expected, and the weeks that led there. */
import { Sparkline } from '../../charts/index.ts'
import type { Look } from '../../core/stats/against.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { Disclosure, Section } from '../../ui/index.ts'
import type { KindRow, TodayResult } from './result.ts'
import { kindWords, showExpected, showRange, VERDICT } from './words.ts'

function Cell({ look }: { look: Look }) {
  const { word, symbol } = VERDICT[look.verdict]
  return (
    <td data-verdict={look.verdict}>
      <span className="t-count">
        <span aria-hidden="true">{symbol}</span> <b>{showNumber(look.count)}</b>
      </span>
      <span className="t-verdict">{word}</span>
      {look.verdict !== 'unknown' && (
        <span className="t-faint">
          {showExpected(look.expected)} <span className="u-hidden">expected, range</span>
          {look.verdict !== 'unjudged' && ` (${showRange(look, '–')})`}
        </span>
      )}
    </td>
  )
}

const sparkLabel = (k: KindRow, r: TodayResult) => {
  const unit = r.lookBack.grain === 'days' ? 'week' : 'month'
  const n = k.series.length
  return n === 0
    ? ''
    : `${k.label}, ${countOf(n, unit)}: ${showNumber(Math.min(...k.series))} to ${showNumber(Math.max(...k.series))} a ${unit}, the last ${showNumber(k.series[n - 1])}`
}

export function Kinds({ result: r }: { result: TodayResult }) {
  const [short, long] = r.lookBack.windows
  const out = r.kinds.filter((k) => k.looks.some((l) => l.verdict === 'above' || l.verdict === 'below'))
  return (
    <Section
      title="By kind of crime"
      aside={
        <span className="t-faint">
          {countOf(r.kinds[0].series.length, r.lookBack.grain === 'days' ? 'week' : 'month')}
        </span>
      }
    >
      <table className="t-kinds">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">
              {short.label}
              <span className="t-faint">expected (range)</span>
            </th>
            <th scope="col">
              {long.label}
              <span className="t-faint">expected (range)</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {r.kinds.map((k) => (
            <tr key={k.offence}>
              <th scope="row">
                {k.label}
                {k.series.length > 1 && (
                  <Sparkline values={k.series} label={sparkLabel(k, r)} width={88} height={20} />
                )}
              </th>
              <Cell look={k.looks[0]} />
              <Cell look={k.looks[1]} />
            </tr>
          ))}
        </tbody>
      </table>
      {r.lookBack.kind !== 'none' && <p className="t-faint">Expected: {r.baseWords}.</p>}
      {out.length > 0 && (
        <ul className="t-words">
          {out.map((k) => (
            <li key={k.offence}>{kindWords(k, r)}</li>
          ))}
        </ul>
      )}
      {out.length < r.kinds.length && (
        <Disclosure title={out.length ? 'The other kinds in words' : 'Each kind in words'}>
          <ul className="t-words">
            {r.kinds
              .filter((k) => !out.includes(k))
              .map((k) => (
                <li key={k.offence}>{kindWords(k, r)}</li>
              ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  )
}
