/** Counts and rates by area against a naive count, the funnel on null data, and what the screen makes of it. */
import { booleanPointInPolygon } from '@turf/turf'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../src/analyses/areas/compute.ts'
import { SCREEN } from '../../src/analyses/areas/screen.tsx'
import type { AreasResult } from '../../src/analyses/areas/result.ts'
import { breaksOf, classTexts, shadeOf } from '../../src/analyses/areas/shades.ts'
import { allRows, FLAG, type Incidents } from '../../src/core/table/incidents.ts'
import type { Boundary } from '../../src/core/geometry/area.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Input } from '../../src/core/table/method.ts'
import { defaults, problems, type Values } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { spreadOfAreas } from '../../src/core/stats/overdispersed.ts'
import { widerP } from '../../src/core/stats/swing.ts'
import { dice, type Row, townOf as tableOf } from './town.ts'

type P = Values<typeof METHOD.schema>
const TODAY = 20_000

/** A table whose last day is complete. */
const townOf = (rows: readonly Row[], over: Partial<Incidents> = {}): Incidents => {
  const t = tableOf(rows, over)
  return over.precision === 'month' ? t : { ...t, span: { ...t.span, complete: TODAY } }
}
const X = 450_000
const Y = 300_000

const square = (
  name: string,
  x: number,
  y: number,
  side: number,
  over: Partial<Boundary> = {},
): Boundary => ({
  name,
  set: 'beats.geojson',
  kind: 'beat',
  numbers: {},
  polygons: [
    [
      Float64Array.of(
        X + x,
        Y + y,
        X + x + side,
        Y + y,
        X + x + side,
        Y + y + side,
        X + x,
        Y + y + side,
        X + x,
        Y + y,
      ),
    ],
  ],
  ...over,
})
/** Nine squares of a kilometre. */
const nine = Array.from({ length: 9 }, (_, k) =>
  square(`Beat ${k + 1}`, 1000 * (k % 3), 1000 * Math.floor(k / 3), 1000),
)

function rowsOf(n: number, seed = 5): Row[] {
  const d = dice(seed)
  return Array.from({ length: n }, (_, k) => {
    const [x, y] = [d() * 3100, d() * 3000]
    return {
      x: X + x,
      y: Y + y,
      day: TODAY - Math.floor(d() * 600),
      offence: k % 4 ? ('burglary-home' as const) : ('theft-from-vehicle' as const),
      beat: k % 50 === 7 ? '' : `Beat ${1 + Math.min(2, Math.floor(x / 1000)) + 3 * Math.floor(y / 1000)}`,
    }
  })
}
function homesOf(n: number, seed = 9) {
  const draw = new Stream(seed)
  return {
    x: Float64Array.from({ length: n }, () => X + 3000 * draw.float() ** 1.5),
    y: Float64Array.from({ length: n }, () => Y + 3000 * draw.float()),
  }
}

function run(table: Incidents, over: Partial<P> = {}, input: Partial<Input<P>> = {}): AreasResult {
  const params = { ...defaults(METHOD.schema), ...over } as P
  return drain(METHOD.compute({ table, rows: allRows(table), params, today: TODAY, areas: nine, ...input }))
}

const list = rowsOf(1200)
const table = townOf(list)
const homes = homesOf(4000)
const inside = (x: number, y: number, a: Boundary) =>
  booleanPointInPolygon([x, y], {
    type: 'Polygon',
    coordinates: a.polygons[0].map((r) =>
      Array.from({ length: r.length / 2 }, (_, i) => [r[2 * i], r[2 * i + 1]]),
    ),
  })

/** Chance of each number of heads in n throws. */
function heads(n: number, w: number): number[] {
  let row = [1]
  for (let k = 0; k < n; k++) {
    const next = new Array<number>(row.length + 1).fill(0)
    row.forEach((p, i) => {
      next[i] += p * (1 - w)
      next[i + 1] += p * w
    })
    row = next
  }
  return row
}

describe('areas and rates', () => {
  // against chance alone, which can be worked out by hand
  const r = run(table, { spread: 'none' }, { homes })
  const mine = list.filter((o) => o.offence === 'burglary-home' && o.day! > TODAY - 365)

  it('counts incidents and homes of each boundary as Turf does, and works out the rate', () => {
    expect(r.areas).toHaveLength(9)
    expect(r.n).toBe(mine.length)
    expect(r.nowhere).toBe(mine.filter((o) => !nine.some((a) => inside(o.x, o.y, a))).length)
    expect(r.nowhere).toBeGreaterThan(5)
    for (const a of r.areas) {
      const area = nine.find((b) => b.name === a.name)!
      const n = mine.filter((o) => inside(o.x, o.y, area)).length
      let there = 0
      for (let k = 0; k < homes.x.length; k++) if (inside(homes.x[k], homes.y[k], area)) there++
      expect([a.n, a.homes]).toEqual([n, there])
      expect(a.km2).toBeCloseTo(1, 9)
      expect(a.rate).toBeCloseTo((1000 * n) / there, 9)
      expect(a.expected).toBeCloseTo(((r.n - r.nowhere) * there) / 4000, 9)
      // both tails of the count by its share of the homes
      const p = heads(r.n - r.nowhere, there / 4000)
      const tails = [p.slice(n), p.slice(0, n + 1)].map((t) => t.reduce((s, v) => s + v, 0))
      expect(a.p).toBeCloseTo(Math.min(1, 2 * Math.min(...tails)), 9)
      expect(['above', 'far above'].includes(a.verdict)).toBe(tails[0] <= 0.025)
      expect(['below', 'far below'].includes(a.verdict)).toBe(tails[1] <= 0.025)
      expect(a.verdict.startsWith('far')).toBe(Math.min(...tails) <= 0.001)
      // the exact interval: its ends leave 2.5% in the tail of a Poisson count
      const low = (a.low * there) / 1000
      let term = Math.exp(-low)
      let below = 0
      for (let k = 0; k < n; k++, term *= low / k) below += term
      if (n > 0) expect(1 - below).toBeCloseTo(0.025, 6)
    }
    expect(
      r.areas.some((a) => a.verdict.includes('above')) && r.areas.some((a) => a.verdict.includes('below')),
    ).toBe(true)
  })

  it('widens the limits where areas clearly differ, by the model asked for, and says by how much', () => {
    const chance = new Map(r.areas.map((a) => [a.name, a]))
    for (const spread of ['additive', 'multiplicative'] as const) {
      const o = run(table, { spread }, { homes })
      const held = o.areas.map((a) => ({ n: a.n, expected: a.expected, w: a.homes / o.homes }))
      const want = spreadOfAreas(held, spread)
      expect(o.spread).toMatchObject({ model: spread, clear: true, areas: 9 })
      expect(o.spread.phi).toBeCloseTo(want.phi, 9)
      expect(o.spread.tau).toBeCloseTo(want.tau, 9)
      expect(() => structuredClone(o)).not.toThrow()
      for (const a of o.areas) {
        const p = widerP(chance.get(a.name)!.p, want.swing(a.expected, a.homes / o.homes))
        expect(a.p).toBeCloseTo(p, 10)
        expect(a.verdict === 'within').toBe(p > 0.05)
      }
      // the curves are those of the verdicts: wider than chance alone at each number of homes
      o.funnel.forEach((l, k) => expect(l.high95).toBeGreaterThan(r.funnel[k].high95))
      expect(o.notes.join(' ')).toMatch(
        spread === 'additive' ? /additive over-dispersion/ : /multiplicative over-dispersion/,
      )
      expect(SCREEN.answer(view(o))).toContain('the range usual among these areas')
      expect(SCREEN.sure!(view(o))[0].says).not.toContain('areas alike')
    }
    expect(r.notes.join(' ')).toMatch(
      /they differ by more than one common rate gives by chance, and the limits are those of chance/,
    )
  })

  it('adjusts for the number of areas, and says what it left out', () => {
    const p = r.areas.map((a) => a.p)
    for (const [k, a] of r.areas.entries()) {
      const larger = p.filter((v) => v >= p[k])
      const want = Math.min(...larger.map((v) => (v * 9) / p.filter((u) => u <= v).length))
      expect(a.q).toBeCloseTo(Math.min(1, want), 10)
    }
    const notes = r.notes.join(' ')
    if (r.nowhere > 0) expect(notes).toContain(`${r.nowhere} incidents lie in no area.`)
    else expect(notes).not.toContain('in no area')
    expect(notes).toContain('4,000 homes of the loaded addresses, all of them, lie in an area.')
    expect(notes).toContain(`${1200 - r.n} incidents under this filter not counted: other kinds of crime`)
  })

  it('counts the beat column where asked, with shape and homes of boundaries named alike', () => {
    const b = run(table, { by: 'beat' }, { homes, areas: nine.slice(0, 5) })
    for (const a of b.areas) {
      expect(a.n).toBe(mine.filter((o) => o.beat === a.name).length)
      expect(a.homes > 0).toBe(nine.slice(0, 5).some((x) => x.name === a.name))
    }
    expect(b.nowhere).toBe(mine.filter((o) => o.beat === '').length)
    expect(b.notes.join(' ')).toContain('5 beats of 9 have a loaded boundary of the same name')
    const bare = run(table, {}, { homes, areas: undefined })
    expect(bare.areas.every((a) => Number.isNaN(a.rate) && a.verdict === 'none')).toBe(true)
    expect(SCREEN.answer(view(bare))).toMatch(/has the most: \d+ of \d+ burglaries; without homes/)
    // one beat that the filter leaves has the most of itself
    const one = { ...bare, areas: bare.areas.slice(0, 1) }
    expect(SCREEN.answer(view(one))).toMatch(/is the only area looked at: \d+ burglar/)
  })

  it('takes homes from a number of the file where there are no addresses, and names it', () => {
    const areas = nine.map((a, k) => ({ ...a, numbers: { households: 200 + 10 * k, code: k } }))
    const f = run(table, {}, { areas })
    expect(f.homesFrom).toBe('“households” of the boundary file')
    expect(f.areas.map((a) => a.homes).sort()).toEqual(areas.map((a) => a.numbers.households).sort())
    expect(f.homes).toBe(9 * 200 + 10 * 36)
    expect(run(table).areas.every((a) => a.verdict === 'none' && a.km2 > 0)).toBe(true)
  })

  it('counts an incident in each of two areas that overlap, and says so', () => {
    const areas = [...nine, square('Centre', 500, 500, 1500)]
    const o = run(table, {}, { areas, homes })
    const twice = mine.filter((i) => areas.filter((a) => inside(i.x, i.y, a)).length > 1).length
    expect(o.areas.reduce((s, a) => s + a.n, 0)).toBe(mine.length - o.nowhere + twice)
    expect(o.notes.join(' ')).toContain(`Areas overlap: ${twice} incidents`)
    expect(o.homes).toBe(4000)
  })

  it('leaves out areas of places the file does not cover, and cuts those that leave the study area', () => {
    const areas = [...nine, square('Far', 90_000, 0, 1000)]
    expect(run(table, {}, { areas }).notes.join(' ')).toContain('1 area of beats.geojson outside')
    const area = square('Study', 0, 0, 1500)
    const s = run(table, {}, { areas, area, homes })
    expect(s.areas.map((a) => a.name).sort()).toEqual(['Beat 1', 'Beat 2', 'Beat 4', 'Beat 5'])
    const two = s.areas.find((a) => a.name === 'Beat 2')!
    expect(two.km2).toBeCloseTo(0.5, 1)
    let there = 0
    for (let k = 0; k < 4000; k++)
      if (inside(homes.x[k], homes.y[k], nine[1]) && inside(homes.x[k], homes.y[k], area)) there++
    expect(two.homes).toBe(there)
  })

  it('marks small numbers as unsteady and hatches them inside their area', () => {
    const few = run(townOf(rowsOf(60)), {}, { homes })
    const small = few.areas.filter((a) => a.unsteady)
    expect(small.length).toBeGreaterThan(0)
    for (const a of few.areas) expect(a.unsteady).toBe(a.n < 5 || a.homes < 100)
    for (const a of small)
      for (const line of a.hatch!) {
        const mid = [(line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2]
        expect(booleanPointInPolygon(mid, a.geometry!)).toBe(true)
      }
  })

  it('counts files that lie side by side together, and not those of the same ground', () => {
    const west = nine.filter((_, k) => k % 3 === 0).map((a) => ({ ...a, set: 'west.geojson' }))
    const rest = nine.filter((_, k) => k % 3 !== 0).map((a) => ({ ...a, set: 'rest.geojson' }))
    const whole = square('Town', 0, 0, 3000, { set: 'sector.geojson' })
    const apart = run(table, {}, { homes, areas: [whole, ...west, ...rest] })
    expect(apart.areas.map((a) => a.name).sort()).toEqual(nine.map((a) => a.name).sort())
    expect(apart.nowhere).toBe(run(table, {}, { homes }).nowhere)
    expect(apart.notes.join(' ')).toContain('counted together: west.geojson, rest.geojson')
    expect(apart.notes.join(' ')).toContain('sector.geojson covers the same ground')
    expect(run(table, { set: 'west.geojson' }, { homes, areas: [...west, ...rest] }).areas).toHaveLength(3)
  })

  it('says first when most incidents lie outside', () => {
    const few = run(table, {}, { homes, areas: nine.slice(0, 2) })
    expect(few.notes[0]).toMatch(/^Most incidents \(\d+ of \d+\) lie in none of the areas of beats.geojson/)
    expect(run(table, {}, { homes }).notes[0]).not.toContain('Most incidents')
  })

  it('refuses with a sentence what it cannot count', () => {
    expect(() => run(table, { by: 'boundaries' }, { areas: undefined })).toThrow(/No boundaries are loaded/)
    expect(() => run(table, { set: 'wards.geojson' })).toThrow(/“wards.geojson” is not loaded/)
    expect(() => run(table, { homes: 'addresses' })).toThrow(/No addresses are loaded/)
    expect(() => run(table, { homes: 'file' })).toThrow(/no number named households/)
    expect(() => run(table, {}, { areas: [square('Far', 90_000, 0, 100)] })).toThrow(
      /lies where the incidents are/,
    )
    expect(() => run(townOf(list.map((o) => ({ ...o, beat: '' }))), { by: 'beat' })).toThrow(/names a beat/)
    // the period ends where the file does, whatever the clock says
    expect(run(table, { window: '28' }, { today: TODAY + 900 }).n).toBe(run(table, { window: '28' }).n)
    expect(() => run(table, { window: '28' }, { today: TODAY - 900 })).toThrow(
      /No burglary under this filter/,
    )
    expect(SCREEN.unavailable({ n: 0, precision: 'day', source: 'exact' })).toMatch(/no incidents/)
  })

  it('takes months of open data, and says that snap points are no places', () => {
    const open = townOf(
      list.map((o) => ({ ...o, day: 19_966 - 30 * Math.floor((TODAY - o.day!) / 30) })),
      { precision: 'month', source: 'open' },
    )
    const o = run(open, { window: '91', kinds: 'all' }, { homes })
    expect(o.days).toBeGreaterThan(88)
    expect(o.period).toMatch(/^[A-Z][a-z]{2} 2024 to [A-Z][a-z]{2} 2024$/)
    expect(o.notes.join(' ')).toMatch(/snap points/)
  })

  it('leaves out unlikely dates', () => {
    const odd = townOf(list)
    odd.flags[1] |= FLAG.oddDate
    expect(run(odd, { window: 'all' }).n).toBe(list.filter((o) => o.offence === 'burglary-home').length - 1)
  })
})

describe('the funnel on data without any difference', () => {
  it('flags no more than one area in twenty, and not far fewer', () => {
    const draw = new Stream(12)
    const areas = Array.from({ length: 25 }, (_, k) =>
      square(`${k}`, 600 * (k % 5), 600 * Math.floor(k / 5), 600, { numbers: { homes: 100 + 70 * k } }),
    )
    const all = areas.reduce((s, a) => s + a.numbers.homes, 0)
    let [flagged, looked, found] = [0, 0, 0]
    const runs = 60
    for (let t = 0; t < runs; t++) {
      const made = Array.from({ length: 1500 }, (): Row => {
        let at = draw.float() * all
        const k = areas.findIndex((a) => (at -= a.numbers.homes) < 0)
        return {
          x: X + 600 * (k % 5) + 600 * draw.float(),
          y: Y + 600 * Math.floor(k / 5) + 600 * draw.float(),
          day: TODAY,
        }
      })
      const r = run(townOf(made), {}, { areas })
      looked += r.areas.length
      flagged += r.areas.filter((a) => a.verdict !== 'within').length
      if (r.areas.some((a) => a.q <= 0.05)) found++
    }
    expect(flagged / looked).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / looked))
    expect(flagged / looked).toBeGreaterThan(0.025)
    expect(found / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs))
  })
})

const view = (result: AreasResult) => ({ result, params: defaults(METHOD.schema), table, today: TODAY })
const oddWords = /NaN|Infinity|undefined|null|\[object/

describe('on the screen', () => {
  const views = [
    run(table, {}, { homes }),
    run(table, { by: 'beat' }, { areas: undefined }),
    run(table, { kinds: 'all', window: 'all' }),
    run(townOf(rowsOf(40)), {}, { homes }),
    run(townOf(rowsOf(1)), {}, { areas: [square('One', 0, 0, 3200)], homes: homesOf(50) }),
  ].map(view)

  it('has defaults that pass its own schema', () => {
    expect(problems(SCREEN.schema, defaults(SCREEN.schema))).toEqual({})
  })

  it('answers, draws and lists without a broken word', () => {
    for (const v of views) {
      expect(SCREEN.answer(v)).toMatch(/^[A-Z0-9].*\.$/)
      expect(SCREEN.answer(v)).not.toMatch(/better|worse/)
      const layers = SCREEN.layers(v)
      expect(new Set(layers.map((l) => l.id)).size).toBe(layers.length)
      const shaded = layers.find((l) => l.kind === 'areas')
      if (shaded?.kind === 'areas')
        for (const a of shaded.areas)
          if (a.shade !== undefined) expect(shaded.classes!.some((c) => c.shade === a.shade)).toBe(true)
      for (let i = 0; i < 10; i++)
        expect(JSON.stringify(layers.map((l) => l.tip?.(i) ?? ''))).not.toMatch(oddWords)
      const list = SCREEN.list(v)
      expect(new Set(Array.from({ length: list.n }, (_, i) => list.key(i))).size).toBe(list.n)
      expect(tableToCsv(list)).not.toMatch(oddWords)
      expect(renderToString(<SCREEN.Panel {...v} />)).not.toMatch(/NaN|Infinity|undefined|\[object/)
    }
  })

  it('shades an area as the figure that stands in it is classed by the legend', () => {
    const { result } = views[0]
    const areas = result.areas.map((a, k) => ({ ...a, unsteady: false, rate: 1.06 + 1.5 * k }))
    const [layer] = SCREEN.layers(view({ ...result, areas }))
    if (layer?.kind !== 'areas') throw new Error('no areas are drawn')
    const wrong = layer.areas.filter(({ letter, shade }) => {
      const { label } = layer.classes!.find((c) => c.shade === shade)!
      const [a, b] = label.match(/[\d.]+/g)!.map(Number)
      const [low, high] = label.startsWith('under') ? [0, a] : [a, b ?? Infinity]
      return !(parseFloat(letter!) >= low && parseFloat(letter!) < high)
    })
    expect(layer.areas.length).toBeGreaterThan(3)
    expect(wrong).toEqual([])
  })

  it('cuts classes of about equal numbers at figures the legend shows', () => {
    const breaks = breaksOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, NaN], 0)
    expect(breaks).toEqual([3, 5, 6, 8])
    expect([0, 3, 4.9, 8, 99].map((v) => shadeOf(v, breaks))).toEqual([0, 1, 1, 4, 4])
    expect(classTexts(breaks, 0)).toEqual(['under 3', '3 to 5', '5 to 6', '6 to 8', '8 and over'])
    expect(breaksOf([2, 2, 2, 2, 2, 2], 1)).toEqual([])
    expect(classTexts([], 1)).toEqual(['all alike'])
    // two areas, or one among equals, are not alike; nor is one steady area and what is unsteady beside it
    expect(breaksOf([20, 32], 1)).toEqual([26])
    expect(breaksOf([2, 2, 2, 5], 0)).toEqual([5])
    expect(breaksOf([2, 2.04], 1)).toEqual([])
    expect(classTexts([], 1, [32, 5, NaN])).toEqual(['5.0 to 32.0'])
    expect(classTexts([], 1, [2, 2.04, NaN])).toEqual(['all alike'])
  })
})
