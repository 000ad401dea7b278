/** The counts weighed by harm, beside the plain counts. */
import { countOf, showNumber } from '../../core/base/words.ts'
import { editionWords } from '../../core/stats/harm.ts'
import { Section } from '../../ui/index.ts'
import type { HarmTable, TodayResult } from './result.ts'
import { rankWords, showWeight } from './words.ts'

export function Harm({ result: r }: { result: TodayResult }) {
  if (!r.harm) return null
  const { rows, unit } = r.harm
  const weighed = rows.filter((h) => !h.blank)
  const sum = (w: 0 | 1, of: 'count' | 'expected') =>
    weighed.reduce((s, h) => s + h.weight * r.kinds[h.kind].looks[w][of], 0)
  const show = (v: number) => (Number.isFinite(v) ? showNumber(v) : '–')
  return (
    <Section title="Weighed by harm" aside={<span className="t-faint">{unit}</span>}>
      <p className="t-faint">By {editionWords(r.harm)}.</p>
      <table className="t-harm">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Weight</th>
            {r.lookBack.windows.map((w, k) => (
              <th key={k} scope="col">
                {w.label}
                <span className="t-faint">count × weight</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((h) => (
            <tr key={h.kind}>
              <th scope="row">{r.kinds[h.kind].label}</th>
              {h.blank ? (
                <td colSpan={3} className="t-blank">
                  no weight: {h.blank}
                </td>
              ) : (
                <>
                  <td>
                    {showWeight(h.weight)}
                    {h.own && <span className="t-faint"> yours</span>}
                    {h.remark && <span className="t-faint"> {h.remark}</span>}
                  </td>
                  {r.kinds[h.kind].looks.map((l, w) => (
                    <td key={w}>
                      {show(l.count * h.weight)}
                      <span className="t-faint">{countOf(l.count, 'incident')}</span>
                    </td>
                  ))}
                </>
              )}
            </tr>
          ))}
          {weighed.length > 0 && (
            <tr>
              <th scope="row">Together</th>
              <td />
              {([0, 1] as const).map((w) => (
                <td key={w}>
                  {show(sum(w, 'count'))}
                  <span className="t-faint">{show(sum(w, 'expected'))} expected</span>
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      <p className="t-faint">
        {r.harm.id === 'list'
          ? 'Weights as your list gives them.'
          : 'Weights read at second hand: compare with your own copy, or drop the list itself on the page.'}
        {weighed.length < rows.length && ' Kinds without a weight are in no sum and no rank.'}
      </p>
      <Beats harm={r.harm} />
    </Section>
  )
}

/** Beats shown; the others are in the terminal's JSON. */
const SHOWN = 12

/** Beats by harm over twelve months, each rank with its range, the plain count beside. */
function Beats({ harm }: { harm: HarmTable }) {
  const { beats, blocks } = harm
  if (beats.length < 2) return null
  return (
    <table className="t-harm">
      <caption className="t-faint">
        Beats by harm, {blocks.n} {blocks.unit}s; rank of {beats.length} with the range that other such{' '}
        {blocks.unit}s would give
      </caption>
      <thead>
        <tr>
          <th scope="col">Beat</th>
          <th scope="col">Harm, {harm.unit}</th>
          <th scope="col">Rank by harm</th>
          <th scope="col">Incidents</th>
          <th scope="col">Rank by count</th>
        </tr>
      </thead>
      <tbody>
        {beats.slice(0, SHOWN).map((b) => (
          <tr key={b.beat}>
            <th scope="row">{b.beat}</th>
            <td>{showNumber(b.harm.total)}</td>
            <td>{rankWords(b.harm)}</td>
            <td>{showNumber(b.count.total)}</td>
            <td>{rankWords(b.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
