/** What the screens of the place methods say, draw and list of one small town. */
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { methodOf } from '../../src/analyses/manifest.ts'
import type { Screen } from '../../src/analyses/contract.ts'
import { SCREEN as aoristic } from '../../src/analyses/aoristic/screen.tsx'
import { SCREEN as change } from '../../src/analyses/change/screen.tsx'
import { SCREEN as clusters } from '../../src/analyses/clusters/screen.tsx'
import { SCREEN as concentration } from '../../src/analyses/concentration/screen.tsx'
import { SCREEN as gistar } from '../../src/analyses/gistar/screen.tsx'
import type { HotspotsResult } from '../../src/analyses/hotspots/compute.ts'
import { SCREEN as hotspots } from '../../src/analyses/hotspots/screen.tsx'
import { SCREEN as repeats } from '../../src/analyses/repeats/screen.tsx'
import { SCREEN as zones } from '../../src/analyses/zones/screen.tsx'
import { allRows, type Incidents } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults, problems, type Values } from '../../src/core/base/params.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { dice, townOf } from './town.ts'

const TODAY = 20_000
const screens: Screen<any, any>[] = [
  hotspots,
  zones,
  repeats,
  gistar,
  concentration,
  clusters,
  change,
  aoristic,
]

function town(n: number): Incidents {
  const d = dice(5)
  const streets = ['Mill Street', 'Quarry Terrace', 'Harrow Lane', 'Cooper’s Way']
  return townOf(
    Array.from({ length: n }, () => {
      const k = Math.floor(d() * 4)
      return {
        x: 450_000 + (k % 2) * 2500 + d() * 300,
        y: 300_000 + (k >> 1) * 2500 + d() * 300,
        day: TODAY - Math.floor(d() * 700),
        minute: Math.floor(d() * 1440),
        length: Math.floor(d() * 500),
        street: streets[k],
        beat: `Beat ${k}`,
        place: Math.floor(d() * n),
      }
    }),
  )
}

function viewOf(screen: Screen<any, any>, table: Incidents, over = {}) {
  const params = { ...defaults(screen.schema), ...over }
  const result = drain(methodOf(screen.id).compute({ table, rows: allRows(table), params, today: TODAY }))
  return { result, params, table, today: TODAY }
}

const oddWords = /NaN|Infinity|undefined|null|\[object/

describe.each(screens.map((s) => [s.id, s] as const))('%s', (_, screen) => {
  const views = [
    viewOf(screen, town(800)),
    ...(screen.schema.unit
      ? ['hex', 'beat', 'street'].map((unit) => viewOf(screen, town(800), { unit }))
      : []),
    ...(screen.schema.shape ? [viewOf(screen, town(800), { shape: 'hex' })] : []),
    ...(screen.id === 'change' ? [] : [viewOf(screen, town(1)), viewOf(screen, town(3))]),
  ]

  it('has defaults that pass its own schema', () => {
    expect(problems(screen.schema, defaults(screen.schema))).toEqual({})
  })

  it('answers in one plain sentence', () => {
    for (const view of views) {
      expect(screen.answer(view)).toMatch(/^[A-Z0-9].*\.$/)
      expect(screen.answer(view)).not.toMatch(oddWords)
    }
  })

  it('draws layers with names of their own and tips that read', () => {
    for (const view of views) {
      const layers = screen.layers(view)
      expect(new Set(layers.map((l) => l.id)).size).toBe(layers.length)
      for (const layer of layers) {
        if (layer.kind === 'grid') {
          expect(layer.values).toHaveLength(layer.nx * layer.ny)
          expect(layer.breaks.every((b, k) => k === 0 || b > layer.breaks[k - 1])).toBe(true)
        }
        for (let i = 0; i < 200; i++) {
          const tip = layer.tip?.(i)
          if (tip) expect([tip.title, ...tip.lines].join(' ')).not.toMatch(oddWords)
        }
        expect(() => layer.tip?.(1e9)).not.toThrow()
      }
    }
  })

  it('lists what it draws, with a key for each row', () => {
    for (const view of views) {
      const list = screen.list(view)
      const rows = Array.from({ length: list.n }, (_, i) => i)
      expect(new Set(rows.map(list.key)).size).toBe(list.n)
      for (const i of rows) {
        const at = list.at?.(i)
        if (at) expect(at.every(Number.isFinite)).toBe(true)
      }
      expect(tableToCsv(list)).not.toMatch(oddWords)
    }
  })

  it('shows its figures', () => {
    for (const view of views)
      expect(renderToString(<screen.Panel {...view} />)).not.toMatch(/NaN|Infinity|undefined|\[object/)
  })
})

it('a zone is told in the words of a briefing', () => {
  const table = townOf([
    { x: 450_000, y: 300_000, day: TODAY - 1, street: 'Mill Street' },
    { x: 450_050, y: 300_000, day: TODAY - 4, street: 'Mill Street' },
  ])
  expect((zones as Screen<any, any>).answer(viewOf(zones, table))).toBe(
    '1 risk zone is live; zone A1 around Mill Street holds 2 burglaries in 4 days and ends on 14 Nov 2024.',
  )
})

describe('hotspots as a ratio', () => {
  const d = dice(8)
  const table = town(300)
  const homes = {
    x: Float64Array.from({ length: 30_000 }, () => 449_800 + d() * 3200),
    y: Float64Array.from({ length: 30_000 }, () => 299_800 + d() * 3200),
  }
  it.each(['homes', 'earlier'])('against %s says its own unit everywhere', (against) => {
    const params = { ...defaults(hotspots.schema), against } as Values<typeof hotspots.schema>
    const input = { table, rows: allRows(table), params, today: TODAY, homes }
    const result = drain(methodOf('hotspots').compute(input)) as HotspotsResult
    const view = { result, params, table, today: TODAY }
    const unit = against === 'homes' ? 'per 1,000 homes' : '× before'
    const [grid, areas] = hotspots.layers(view)
    const said = [hotspots.answer(view), tableToCsv(hotspots.list(view)), grid.label, ...result.notes]
    for (const text of said) expect(text).not.toMatch(oddWords)
    expect(hotspots.list(view).columns.find((c) => c.key === 'peak')!.unit).toBe(unit)
    expect(grid.kind === 'grid' && grid.unit).toBe(unit)
    expect(areas.tip!(0)!.lines.join()).toContain(unit)
    expect(said.join()).not.toContain('per km²')
  })
})
