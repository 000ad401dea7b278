/** The counts weighed by harm, beside the plain counts. */
import { showNumber } from '../../core/base/words.ts'
import { Section } from '../../ui/index.ts'
import type { TodayResult } from './result.ts'

export function Harm({ result: r }: { result: TodayResult }) {
  if (!r.harm) return null
  const { rows, unit, name, edition } = r.harm
  const weighed = rows.filter((h) => !h.blank)
  const sum = (w: 0 | 1, of: 'count' | 'expected') =>
    weighed.reduce((s, h) => s + h.weight * r.kinds[h.kind].looks[w][of], 0)
  const show = (v: number) => (Number.isFinite(v) ? showNumber(v) : '–')
  return (
    <Section title="Weighed by harm" aside={<span className="t-faint">{unit}</span>}>
      <table className="t-harm">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Weight</th>
            {r.lookBack.windows.map((w) => (
              <th key={w.label} scope="col">
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
                    {showNumber(h.weight, h.weight % 1 ? 1 : 0)}
                    {h.own && <span className="t-faint"> yours</span>}
                  </td>
                  {r.kinds[h.kind].looks.map((l, w) => (
                    <td key={w}>
                      {show(l.count * h.weight)}
                      <span className="t-faint">{showNumber(l.count)} incidents</span>
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
        {name}, {edition}, read at second hand: compare with your own copy.
        {weighed.length < rows.length && ' Kinds without a weight are in no sum.'}
      </p>
    </Section>
  )
}
