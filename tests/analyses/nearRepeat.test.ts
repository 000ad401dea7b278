import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { METHOD, type NearRepeatResult } from '../../src/analyses/nearRepeat/compute.ts'
import { nearRepeatSchema } from '../../src/analyses/nearRepeat/params.ts'
import { allRows, type Incidents } from '../../src/core/table/incidents.ts'
import { knoxHeadline, knoxSentences, knoxSure } from '../../src/core/near/knoxWords.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

const knoxAnswer = (t: Parameters<typeof knoxSentences>[0]): string => knoxSentences(t).join(' ')

type Params = ReturnType<typeof defaults<typeof nearRepeatSchema>>

const inputOf = (table: Incidents, params: Partial<Params> = {}) => ({
  table,
  rows: allRows(table),
  today: 20_000,
  params: { ...defaults(nearRepeatSchema), ...params },
})
const run = (rows: readonly Row[], params: Partial<Params> = {}): NearRepeatResult =>
  drain(METHOD.compute(inputOf(incidentsFrom(rows), params)))

/** A town with no near repeats: clustered or spread places, dates that know nothing of them. */
function nullTown(k: number, n: number, clustered: boolean): Row[] {
  const s = new Stream(99, k)
  const centres = Array.from({ length: 8 }, () => [s.float() * 2000, s.float() * 2000])
  return Array.from({ length: n }, () => {
    const [cx, cy] = clustered ? centres[s.below(8)] : [s.float() * 2000, s.float() * 2000]
    const wide = clustered ? 150 : 0
    return { x: cx + s.normal() * wide, y: cy + s.normal() * wide, day: s.below(365) }
  })
}

/** A null town to which each fourth incident adds another nearby within days. */
function triggeringTown(k: number, n: number): Row[] {
  const s = new Stream(7, k)
  return nullTown(k, n, false).flatMap((r, i) =>
    i % 4 ? [r] : [r, { x: r.x + s.normal() * 40, y: r.y + s.normal() * 40, day: r.day + s.below(6) }],
  )
}

describe('near repeats', () => {
  it('equals the reference tables: counts exactly, moments to 1e-6, p within Monte-Carlo error', () => {
    const golden = join(import.meta.dirname, '../golden')
    const data = readFileSync(join(golden, 'edge_lattice.csv'), 'utf8').trim().split('\n').slice(1)
    const rows = data.map((l) => l.split(',')).map((r) => ({ x: +r[1], y: +r[2], day: +r[4] }))
    const { tables } = JSON.parse(readFileSync(join(golden, 'knox_edge_lattice.json'), 'utf8'))
    const edges = (e: (number | 'Inf')[]) => e.map((v) => (v === 'Inf' ? Infinity : v))
    expect(tables).toHaveLength(8)
    for (const g of tables) {
      const { metric, closed } = g
      const r = run(rows, { space: edges(g.space), time: edges(g.time), metric, closed })
      expect([...r.observed]).toEqual(g.observed.flat())
      expect([...r.spacePairs]).toEqual(g.spacePairs)
      expect([...r.timePairs]).toEqual(g.timePairs)
      g.expected.flat().forEach((e: number, c: number) => {
        // the reference is printed to six digits
        expect(Math.abs(r.expected[c] - e)).toBeLessThanOrEqual(1e-6 * e + 1e-6)
        expect(Math.abs(r.sd[c] - g.sd.flat()[c])).toBeLessThanOrEqual(1e-6 * g.sd.flat()[c] + 1e-6)
        const p = g.p.flat()[c]
        expect(Math.abs(r.p[c] - p)).toBeLessThan(5 * Math.sqrt((2 * Math.max(p * (1 - p), 0.002)) / 999))
      })
    }
  })

  it('gives the same result for 1, 2 and 4 workers, and after a run that was given up', () => {
    const table = incidentsFrom(triggeringTown(1, 150))
    const input = inputOf(table, { permutations: '99' })
    const whole = drain(METHOD.compute(input))
    const abandoned = METHOD.compute(input)
    for (let i = 0; i < 5; i++) abandoned.next()
    for (const k of [1, 2, 4]) {
      const parts = METHOD.split!(input, k)
      expect(parts.length).toBeLessThanOrEqual(k)
      const results = parts.map((p) => drain(METHOD.compute(p))).reverse()
      expect(METHOD.merge!(input, results)).toEqual(whole)
    }
  })

  it('says in one sentence what is significant and large', () => {
    const r = run(triggeringTown(2, 400), { space: [0, 1, 100, 200], time: [0, 7, 14], permutations: '99' })
    expect(knoxAnswer(r)).toMatch(
      /After a burglary, other homes within 100 m are \d+(\.\d)? times as likely as chance to be burgled in the next week \(\d+ pairs for [\d.]+ expected; 95.?% interval [\d.]+ to [\d.]+\)\.$/,
    )
    expect(r.neighbours).toMatchObject({ found: true, metres: 100, days: 7, p: 0.01 })
  })

  it('leaves the burgled home out of what it says of its neighbours', () => {
    // one in four homes is hit again within days; its neighbours are not
    const s = new Stream(8)
    const rows = nullTown(3, 400, false).flatMap((r, i) =>
      i % 8 ? [r] : [r, { ...r, day: r.day + 1 + s.below(6) }],
    )
    const known = new Map<number, number>()
    const place = Int32Array.from(rows, (r) => {
      if (!known.has(r.x)) known.set(r.x, known.size)
      return known.get(r.x)!
    })
    const r = drain(METHOD.compute(inputOf({ ...incidentsFrom(rows), place }, { permutations: '99' })))
    expect(r.sameHome.found).toBe(true)
    expect(r.neighbours.found).toBe(false)
    expect(knoxSentences(r)[0]).toMatch(/^After a burglary, the same home is \d+ times as likely/)
    // the heading has the figures in one sentence, what carries them stands under it
    expect(knoxHeadline(r)).toMatch(
      /^After a burglary, the same home is \d+ times as likely as chance[^.]*; (of )?other homes within 100 m[^.]*(\d\.\d[^.]*)?\.$/,
    )
    expect(knoxSure(r)[0].says).toMatch(
      /Same home: [\d,]+ pairs for [\d.]+ expected.*Other homes: [\d,]+ pairs/,
    )
    expect(knoxSentences(r)[1]).toMatch(/^Of other homes within 100 m nothing of the kind was found/)
    // taken together, as a band that begins with 0 does, the repeats would speak for the neighbours
    expect((r.observed[0] + r.observed[6]) / (r.expected[0] + r.expected[6])).toBeGreaterThan(1.5)
    expect(r.neighbours.ratio).toBeLessThan(1.5)
  })

  it('does not call nothing what is clear and too small to be a pattern', () => {
    const r = drain(METHOD.compute(inputOf(incidentsFrom(triggeringTown(1, 500)), { permutations: '99' })))
    const none = { ...r.sameHome, found: false, ratio: 1.0, p: 0.6 }
    const faint = {
      ...{ found: false, observed: 1545, expected: 1377.2, ratio: 1.1218, p: 0.001 },
      ...{ metres: 100, days: 7, interval: [1.06, 1.19] as const },
    }
    const told = 'have 1.12 times the pairs that chance gives, below the 1.2 times that count as a pattern'
    const beside = { ...r, sameHome: { ...r.neighbours, found: true }, neighbours: faint }
    expect(knoxHeadline(beside)).toContain(`; other homes within 100 m ${told}.`)
    expect(knoxAnswer(beside)).toContain(`Other homes within 100 m ${told} (1,545 pairs`)
    expect(knoxAnswer({ ...r, sameHome: none, neighbours: faint })).toContain(told)
    for (const home of [
      { ...beside, sameHome: faint, neighbours: { ...r.neighbours, found: true } },
      { ...r, sameHome: faint, neighbours: none },
    ])
      expect(knoxHeadline(home)).toContain(
        'same home has 1.12 times the pairs that chance gives, below the 1.2 times',
      )
    // an interval that reaches 1, or chance that gives as many, is nothing still
    for (const unclear of [
      { ...faint, interval: [0.97, 1.3] as const },
      { ...faint, p: 0.2 },
    ])
      expect(knoxHeadline({ ...beside, neighbours: unclear })).toMatch(/nothing of the kind was found\.$/)
  })

  it('claims nothing of crimes entered twice, and names them', () => {
    const town = nullTown(6, 500, false)
    const rows = [...town, ...town.slice(0, 25)]
    const place = Int32Array.from(rows, (_, i) => (i < 500 ? i : i - 500))
    const r = drain(METHOD.compute(inputOf({ ...incidentsFrom(rows), place })))
    expect([r.n, r.shown.n, r.doubles]).toEqual([525, 500, 25])
    // the table holds them all, its family-wise p does not
    expect(Math.min(...r.p)).toBeLessThan(0.05)
    expect(Math.min(...r.familywise)).toBeGreaterThan(0.05)
    expect(knoxAnswer(r)).toMatch(/No near-repeat pattern was found/)
    expect(r.notes.join(' ')).toMatch(
      /25 rows say the same as another.*left out.*With all of these in: the same home \d+/,
    )
    expect(r.withAll!.sameHome.observed).toBe(25)
  })

  it('leaves windows longer than a band out of what it says, unless told otherwise', () => {
    const rows = triggeringTown(2, 100)
    const table = incidentsFrom(rows)
    const to = table.to.map((t, i) => (i < 10 ? table.from[i] + 8 * 1440 : t))
    const r = drain(METHOD.compute(inputOf({ ...table, to }, { permutations: '99' })))
    expect([r.long, r.shown.n]).toEqual([10, rows.length - 10])
    expect(r.notes.join(' ')).toMatch(/10 incidents could have happened at any time in more than 7 days/)
    const all = drain(METHOD.compute(inputOf({ ...table, to }, { permutations: '99', longWindows: 'in' })))
    expect(all.long).toBe(0)
    // the table itself holds every incident either way
    expect(r.observed).toEqual(all.observed)
  })

  it('says of places that rise and fall that it is partly that', () => {
    // the west is hit in the first half of the year, the east in the second; nothing follows from anything
    let said = 0
    for (let k = 0; k < 10; k++) {
      const s = new Stream(31, k)
      const rows = Array.from({ length: 400 }, () => {
        const day = s.below(365)
        const east = s.float() < day / 365
        return { x: (east ? 1000 : 0) + s.below(1000), y: s.below(2000), day }
      })
      const r = run(rows, { permutations: '99', seed: k })
      if (!r.neighbours.found) continue
      said++
      expect(knoxAnswer(r)).toContain('partly a change of places over time')
      expect(knoxHeadline(r)).toContain('(partly a change of places over time)')
      expect(knoxSure(r).map((s) => s.label)).toEqual(['How sure', 'Partly'])
    }
    expect(said).toBeGreaterThan(0)
  })

  it('claims nothing of four pairs, nor where the interval reaches 1, whatever the p', () => {
    // places 300 m apart, each hit once; some are followed by their neighbour
    const town = (followed: number) =>
      Array.from({ length: 80 }, (_, i): Row[] => {
        const at = { x: (i % 10) * 300, y: Math.floor(i / 10) * 300, day: (i * 37) % 360 }
        const next = { x: at.x + 40, y: at.y, day: at.day + (i % 3) }
        return i < followed * 4 && i % 4 === 0 ? [at, next] : [at]
      }).flat()
    const four = run(town(4), { permutations: '999', space: [0, 1, 100] })
    expect(four.neighbours).toMatchObject({ observed: 4, found: false })
    expect(four.neighbours.p).toBeLessThan(0.025)
    const many = run(town(15), { permutations: '999', space: [0, 1, 100] })
    expect(many.neighbours).toMatchObject({ observed: 15, found: true })
    for (let k = 0; k < 40; k++) {
      const { neighbours: b } = run(nullTown(k, 150, true), { permutations: '99', seed: k })
      if (b.found && b.interval) expect(b.interval[0]).toBeGreaterThan(1)
    }
  })

  it('has a switch for pairs on one day, which otherwise stand in a column of their own', () => {
    const rows = nullTown(7, 300, false).flatMap((r, i) => (i % 10 ? [r] : [r, { ...r, x: r.x + 20 }]))
    const together = run(rows, { permutations: '99' })
    expect(together.neighbours.found).toBe(true)
    expect(together.shown.columns[0]).toEqual({ band: 'zero' })
    expect([...together.dayZero!.observed].reduce((a, b) => a + b)).toBeGreaterThanOrEqual(30)
    const apart = run(rows, { permutations: '99', sameDay: false })
    expect(apart.neighbours.found).toBe(false)
    expect(apart.shown.columns[0]).toEqual({ band: 'rest' })
    expect(apart.observed).toEqual(together.observed)
  })

  it('gives the two figures by start, middle and end of the windows in one run', () => {
    const table = incidentsFrom(triggeringTown(2, 200))
    const to = table.from.map((t) => t + 3 * 1440)
    const r = drain(METHOD.compute(inputOf({ ...table, to }, { permutations: '99', anchors: true })))
    expect(r.anchors.map((a) => a.anchor)).toEqual(['from', 'middle', 'to'])
    expect(r.anchors[0].neighbours).toEqual({
      observed: r.neighbours.observed,
      expected: r.neighbours.expected,
      ratio: r.neighbours.ratio,
      p: r.neighbours.p,
    })
    expect(r.notes.filter((n) => n.startsWith('Dated by the'))).toHaveLength(3)
  })

  it('says so when there is nothing to say', () => {
    expect(knoxAnswer(run(nullTown(5, 300, false), { permutations: '99' }))).toMatch(
      /No near-repeat pattern was found/,
    )
    expect(knoxAnswer(run([]))).toMatch(/no incidents/)
    expect(knoxAnswer(run([{ x: 0, y: 0, day: 1 }]))).toMatch(/one incident/)
    expect(
      knoxAnswer(
        run([
          { x: 0, y: 0, day: 1 },
          { x: 9000, y: 0, day: 1 },
        ]),
      ),
    ).toMatch(/nothing to compare/)
    expect(knoxAnswer(run(triggeringTown(2, 100), { permutations: '0' }))).toMatch(/not tested yet/)
  })

  it('answers at once without permutations, with p unknown', () => {
    const r = run(triggeringTown(4, 100), { permutations: '0' })
    expect(r.permutations).toBe(0)
    expect(r.expected.every((e) => e >= 0)).toBe(true)
    expect([...r.p, ...r.mean, ...r.median].every(Number.isNaN)).toBe(true)
    expect(r.notes.join(' ')).toMatch(/p is not known yet/)
    const { params } = inputOf(incidentsFrom([]))
    expect(METHOD.quick!(params)).toEqual({ ...params, permutations: '0' })
    expect(METHOD.quick!({ ...params, permutations: '0' })).toBeUndefined()
  })

  it('takes the offences asked for, and every row where the table names none', () => {
    const mixed: Row[] = [
      { x: 0, y: 0, day: 1 },
      { x: 5, y: 0, day: 2, offence: 'theft-from-vehicle' },
      { x: 9, y: 0, day: 3 },
    ]
    expect(run(mixed).n).toBe(2)
    expect(run(mixed, { offences: ['theft-from-vehicle', 'burglary-home'] }).n).toBe(3)
    const silent = run(mixed.map((r) => ({ ...r, offence: 'other' as const })))
    expect(silent.n).toBe(3)
    expect(silent.notes[0]).toMatch(/names no kind of offence/)
    expect(knoxAnswer(silent)).not.toMatch(/burglary/)
  })

  it('leaves rows without coordinates out and says so', () => {
    const rows = [
      { x: 0, y: 0, day: 1 },
      { x: 5, y: 0, day: 2 },
      { x: 9, y: 0, day: 2 },
    ]
    const whole = incidentsFrom(rows)
    const table = { ...whole, x: Float64Array.of(0, NaN, 9) }
    const r = drain(METHOD.compute(inputOf(table)))
    expect(r.n).toBe(2)
    expect(r.notes).toContain('1 row without coordinates left out.')
  })

  it('refuses months, open data and edges that do not rise', () => {
    expect(METHOD.unavailable({ precision: 'month', source: 'open', n: 9 })).toMatch(/months/)
    expect(METHOD.unavailable({ precision: 'day', source: 'open', n: 9 })).toMatch(/snap points/)
    expect(METHOD.unavailable({ precision: 'day', source: 'exact', n: 9 })).toBeUndefined()
    expect(() => run([], { space: [0, 5, 5] })).toThrow(/rise/)
  })

  it('is calibrated: in towns without near repeats p ≤ 0.05 about one time in twenty', () => {
    const towns = 200
    let hits = 0
    for (let k = 0; k < towns; k++) {
      const rows = nullTown(k, 120, k % 2 === 0)
      const r = run(rows, { space: [0, 200], time: [0, 14], permutations: '99', seed: k })
      if (r.p[0] <= 0.05) hits++
    }
    // counts are whole numbers, so p is at most its nominal size; 4.5 standard errors above it would be a fault
    expect(hits / towns).toBeLessThan(0.05 + 4.5 * Math.sqrt((0.05 * 0.95) / towns))
    expect(hits).toBeGreaterThan(0)
  })
})
