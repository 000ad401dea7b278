/** What is said of all that was found counts all of it, however many of them are listed. */
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { WORDS as changeWords } from '../../src/analyses/change/words.ts'
import { METHOD as clusters } from '../../src/analyses/clusters/compute.ts'
import { WORDS as clustersWords } from '../../src/analyses/clusters/words.ts'
import { METHOD as zones } from '../../src/analyses/zones/compute.ts'
import { SCREEN as ZONES_SCREEN } from '../../src/analyses/zones/screen.tsx'
import { WORDS as zonesWords } from '../../src/analyses/zones/words.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults, type Schema, type Values } from '../../src/core/base/params.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import type { Method, ResultBase } from '../../src/core/table/method.ts'
import type { ResultView } from '../../src/analyses/contract.ts'
import { type Row, townOf } from './town.ts'

const TODAY = 20_400
/** 625 villages a mile apart, each with so many incidents on as many days. */
const villages = (each: number, day: (k: number) => number): Row[] =>
  Array.from({ length: 625 * each }, (_, i) => {
    const [v, k] = [Math.floor(i / each), i % each]
    return { x: 300_050 + 1600 * (v % 25), y: 300_050 + 1600 * Math.floor(v / 25), day: day(k) }
  })

/** A method's result on rows, as the view that its words are made of. */
function on<P extends Schema, R extends ResultBase>(method: Method<P, R>, rows: Row[]) {
  const table = townOf(rows)
  const params = defaults(method.schema)
  const input = { table, rows: allRows(table), params, today: TODAY }
  return { ...input, result: drain(method.compute(input)) } as unknown as ResultView<Values<P>, R>
}

describe('a list that is cut', () => {
  it('leaves all clusters counted', () => {
    const view = on(
      clusters,
      villages(12, (k) => TODAY - k),
    )
    expect(view.result.clusters).toHaveLength(500)
    expect(clustersWords.answer(view)).toMatch(/^625 clusters hold 100% of 7,500 incidents/)
  })

  it('leaves all zones counted', () => {
    const view = on(
      zones,
      villages(1, () => TODAY - 1),
    )
    expect(view.result.zones).toHaveLength(300)
    expect(zonesWords.answer(view)).toMatch(/^625 risk zones are live/)
    expect(renderToString(createElement(ZONES_SCREEN.Panel, view))).toContain('625 of them A')
  })

  it('leaves all places counted that were tried, and looked at for enough incidents', () => {
    // the first village holds six, as many in one period as in the other: the least unlikely change of all
    const rows = villages(2, (k) => TODAY - 20 - k)
    for (let k = 0; k < 4; k++) rows.push({ ...rows[0], day: TODAY - (k < 1 ? 20 : 100) })
    rows.push({ ...rows[0], y: 0, day: TODAY })
    const view = on(change, rows)
    const { result } = view
    expect(result.units).toHaveLength(400)
    expect(result.units.some((u) => u.earlier > 0)).toBe(false)
    expect(changeWords.sure!(view)[0].says).toContain('625 places tried')
    expect(changeWords.informative!(view)).toBeUndefined()
  })
})
