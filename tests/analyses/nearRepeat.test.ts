import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { METHOD, type NearRepeatResult } from '../../src/analyses/nearRepeat/compute.ts'
import { nearRepeatSchema } from '../../src/analyses/nearRepeat/params.ts'
import { allRows, type Incidents } from '../../src/core/table/incidents.ts'
import { knoxSentence } from '../../src/core/near/knoxWords.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

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
    expect(knoxSentence(r)).toMatch(
      /^After a burglary, homes within 100 m are \d+(\.\d)? times as likely as chance to be burgled in the next week\.$/,
    )
    expect(r.reach).toMatchObject({ metres: 100, days: 7, samePlace: false, p: 0.01 })
  })

  it('says so when there is nothing to say', () => {
    expect(knoxSentence(run(nullTown(5, 300, false), { permutations: '99' }))).toMatch(
      /No near-repeat pattern was found/,
    )
    expect(knoxSentence(run([]))).toMatch(/no incidents/)
    expect(knoxSentence(run([{ x: 0, y: 0, day: 1 }]))).toMatch(/one incident/)
    expect(
      knoxSentence(
        run([
          { x: 0, y: 0, day: 1 },
          { x: 9000, y: 0, day: 1 },
        ]),
      ),
    ).toMatch(/nothing to compare/)
    expect(knoxSentence(run(triggeringTown(2, 100), { permutations: '0' }))).toMatch(/not tested yet/)
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
    expect(knoxSentence(silent)).not.toMatch(/burglary/)
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
    expect(METHOD.unavailable({ precision: 'day', source: 'open', n: 9 })).toMatch(/shared points/)
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
