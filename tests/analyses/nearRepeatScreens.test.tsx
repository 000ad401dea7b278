/** What the screens of near repeats and chains say, draw and list. */
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { SCREEN as classify } from '../../src/analyses/classify/screen.tsx'
import { methodOf } from '../../src/analyses/manifest.ts'
import type { Screen } from '../../src/analyses/contract.ts'
import { SCREEN as nearRepeat } from '../../src/analyses/nearRepeat/screen.tsx'
import { SCREEN as zones } from '../../src/analyses/zones/screen.tsx'
import { fromTable } from '../../src/core/near/decay.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { ResultBase } from '../../src/core/table/method.ts'
import { defaults, problems, type Schema, type Values } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

function viewOf<S extends Schema, R extends ResultBase>(
  screen: Screen<S, R>,
  rows: readonly Row[],
  over = {},
) {
  const table = incidentsFrom(rows)
  const params = { ...defaults(screen.schema), ...over } as Values<S>
  const input = { table, rows: allRows(table), params, today: 20_000 }
  const result = drain(methodOf(screen.id).compute(input)) as R
  return { result, params, table, today: 20_000 }
}

/** A town in which every third incident is followed by one nearby within days. */
function town(n: number): Row[] {
  const s = new Stream(4)
  return Array.from({ length: n }, () => ({
    x: 450_000 + s.below(3000),
    y: 300_000 + s.below(3000),
    day: 19_000 + s.below(365),
    street: 'Mill Street',
  })).flatMap((r, i) => (i % 3 ? [r] : [r, { ...r, x: r.x + s.below(60), day: r.day + s.below(6) }]))
}

const towns: [string, Row[]][] = [
  ['a town', town(300)],
  ['nobody', []],
  ['one incident', town(2).slice(0, 1)],
  ['one spot on one day', Array.from({ length: 5 }, () => ({ x: 450_000, y: 300_000, day: 19_000 }))],
]

describe.each([nearRepeat, classify] as Screen<any, any>[])('the screen $id', (screen) => {
  it.each(towns)('says, draws and lists %s without odd words', (_, rows) => {
    const view = viewOf(screen, rows, screen === nearRepeat ? { permutations: '99' } : {})
    const { Panel } = screen
    const list = screen.list(view)
    const said = [
      screen.answer(view),
      renderToString(<Panel {...view} />),
      tableToCsv(list),
      ...view.result.notes,
    ]
    for (const text of said) expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object/)
    expect(screen.answer(view)).toMatch(/^[A-Z].*\.$/)
    expect(new Set(Array.from({ length: list.n }, (_, i) => list.key(i))).size).toBe(list.n)
    for (const layer of screen.layers(view)) expect(layer.tip?.(1e9)).toBeUndefined()
  })
})

describe('the near-repeat table', () => {
  it('marks what is large and significant by a sign, and prints the notation', () => {
    const view = viewOf(nearRepeat, town(300), { permutations: '99', space: [0, 100, Infinity] })
    const html = renderToString(<nearRepeat.Panel {...view} />)
    expect(html).toMatch(/\*\*/)
    expect(html).toContain('[0, 100)')
    expect(html).toContain('[100, ∞)')
    // day 0 is a column of its own
    expect(html).toContain('[1, 7)')
    expect(nearRepeat.list(view).n).toBe(14)
  })

  it('says that nothing is tested yet where no dates were shuffled', () => {
    const view = viewOf(nearRepeat, town(100), { permutations: '0' })
    expect(renderToString(<nearRepeat.Panel {...view} />)).toContain('not tested yet')
  })
})

describe('the table as weights of risk zones', () => {
  const offerOf = (rows: Row[], over: object) => {
    const view = viewOf(nearRepeat, rows, { permutations: '99', ...over })
    return { view, offers: nearRepeat.offers!(view) }
  }
  const zonesWith = (params: object) => {
    const table = incidentsFrom(town(300))
    const all = { ...defaults(zones.schema), ...params } as Values<typeof zones.schema>
    expect(problems(zones.schema, all)).toEqual({})
    return drain(methodOf('zones').compute({ table, rows: allRows(table), params: all, today: 19_200 }))
  }

  it('is offered with bands and ratios that the zones take', () => {
    const { view, offers } = offerOf(town(300), { space: [0, 100, 200, Infinity], time: [0, 7, 14] })
    expect(offers).toHaveLength(1)
    const [{ to, params }] = offers
    expect(to).toBe(zones.id)
    expect(params.decay).toBe('table')
    expect(params.tableSpace).toEqual([0, 100, 200])
    expect(params.tableTime).toEqual([0, 7, 13.5])
    const ratios = params.tableRatio as number[]
    expect(ratios).toHaveLength(4)
    ratios.forEach((r, k) => expect(r).toBeCloseTo(view.result.ratio[k], 2))
    expect(zonesWith(params).notes.join()).toContain('ratio − 1 of its band in your near-repeat table')
  })

  it('keeps whole days in their bands where the right edge belongs to a band', () => {
    const { offers } = offerOf(town(300), { closed: 'right', time: [0, 7, 14], space: [0, 100, 200] })
    const { tableSpace, tableTime, tableRatio } = offers[0].params as Record<string, number[]>
    const weight = fromTable(tableSpace, tableTime, tableRatio)
    expect(weight(50, 7)).toBe(weight(50, 0))
    expect(weight(50, 7)).not.toBe(weight(50, 8))
    expect(weight(50, 15)).toBe(0)
    zonesWith(offers[0].params)
  })

  it('is not offered before it is tested, nor where nothing stands out', () => {
    expect(offerOf(town(300), { permutations: '0' }).offers).toEqual([])
    const spread = Array.from({ length: 60 }, (_, i) => ({
      x: 450_000 + ((i * 7919) % 2000),
      y: 300_000 + ((i * 104_729) % 2000),
      day: 19_000 + ((i * 37) % 300),
    }))
    const { view, offers } = offerOf(spread, {})
    expect([view.result.sameHome.found, view.result.neighbours.found]).toEqual([false, false])
    expect(offers).toEqual([])
  })
})

describe('the day that a window is given', () => {
  it('is tried at start, middle and end by one press, where windows span a midnight', () => {
    const rows = town(300)
    const view = viewOf(nearRepeat, rows, { permutations: '99' })
    const side = (v: typeof view) => nearRepeat.offers!(v).find((o) => o.to === nearRepeat.id)
    expect(side(view)).toBeUndefined()
    const table = { ...view.table, to: view.table.from.map((m, i) => m + (i % 3 ? 60 : 1440)) }
    expect(side({ ...view, table })!.params).toEqual({ anchors: true })
    const done = viewOf(nearRepeat, rows, { permutations: '99', anchors: true })
    expect(side({ ...done, table })).toBeUndefined()
    const page = renderToString(<nearRepeat.Panel {...done} />)
    for (const word of ['start', 'middle', 'end'])
      expect(page).toContain(`Dated by the ${word} of the window`)
    expect(done.result.notes.join(' ')).toContain('Kulldorff and Hjalmars')
  })
})

describe('the classes', () => {
  it('add up to all incidents on the map and in the shares', () => {
    const view = viewOf(classify, town(300))
    const points = classify.layers(view).filter((l) => l.kind === 'points')
    expect(points.reduce((sum, l) => sum + l.positions.length / 2, 0)).toBe(view.table.n)
    expect(view.result.counts.reduce((a, b) => a + b)).toBe(view.table.n)
    const tip = points.find((l) => l.label === 'Near repeats')!.tip!(0)!
    expect(tip.lines.join()).toMatch(/after an earlier one.*in a chain of/)
  })

  it('lists the largest chain first', () => {
    const view = viewOf(classify, town(300))
    const list = classify.list(view)
    const size = list.columns.find((c) => c.key === 'size')!
    const sizes = Array.from({ length: list.n }, (_, i) => size.value(i) as number)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(list.at!(0)![1]).toBeGreaterThan(49)
  })
})
