/** The overview of the sample town, held against the register itself: read as plain text, counted by hand. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { METHOD } from '../../../src/analyses/today/compute.ts'
import type { TodayResult } from '../../../src/analyses/today/result.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { OUTCOME_GROUPS } from '../../../src/core/table/outcomes.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import { drop, only } from '../../import/drop.ts'
import { adjusted, between, lookOf, nearOf, phiOf, type Plain, repeatsOf, tailsOf } from './oracle.ts'

const text = readFileSync(new URL('../../../data/town/incidents.csv', import.meta.url), 'utf8')
const TODAY = parseIsoDay('2026-11-22')

/** A row of the register by its own columns; undefined for the rows that an import must leave out. */
function plain(row: Record<string, string>): Plain | undefined {
  const [d, m, y] = row['Committed From Date'].split('/')
  const day = parseIsoDay(`${y}-${m}-${d}`)
  const [x, north] = [Number(row.Easting), Number(row.Northing)]
  if (Number.isNaN(day) || row.Easting === '' || !(x > 630_000 && x < 650_000) || !(north > 470_000))
    return undefined
  const [h, min] = row['Committed From Time'].split(':')
  const code = row['HO Code']
  const kind =
    code === '28E' && !/unconnected/i.test(row.Offence)
      ? 'burglary-home'
      : code === '45/10'
        ? 'theft-from-vehicle'
        : code === '48/1'
          ? 'theft-of-vehicle'
          : code === '34B'
            ? 'robbery-personal'
            : code === '39'
              ? 'theft-from-person'
              : 'other'
  return {
    day,
    from: day * 1440 + (h ? Number(h) * 60 + Number(min) : 0),
    kind,
    beat: row.Beat,
    x,
    y: north,
    place: Number(row.UPRN.slice(-9) || -1),
    outcome: row.Outcome,
  }
}

let rows: Plain[]
let r: TodayResult

beforeAll(async () => {
  rows = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
    .data.map(plain)
    .filter((p) => p !== undefined)
    .filter((p) => p.day <= TODAY)
  const { incidents } = only(await drop({ 'incidents.csv': text }), 'incidents')
  r = drain(
    METHOD.compute({
      table: incidents,
      rows: allRows(incidents),
      params: { ...defaults(METHOD.schema), base: 'years' },
      today: TODAY,
    }),
  )
}, 60_000)

/** The days looked at end where the file is complete and filled with reports, a few days before the as-at date. */
const daysOf = () => {
  const end = r.lastDay
  const week: [number, number] = [end - 6, end]
  const month: [number, number] = [end - 27, end]
  // three earlier years at most, as many as the file holds
  const bases = [week, month].map(([a, b]) =>
    Array.from({ length: r.lookBack.years }, (_, k): [number, number] => [
      a - 364 * (k + 1) - 21,
      b - 364 * (k + 1) + 21,
    ]),
  )
  return { end, windows: [week, month], bases, first: Math.min(...rows.map((o) => o.day)) }
}

describe('the overview of Ludderwick', () => {
  it('ends on a day that is complete, and says which', () => {
    expect(r.complete).toBe(TODAY)
    expect(r.delay).toMatchObject({ days: 3 })
    expect(TODAY - r.lastDay).toBe(r.lag)
    expect(r.lastDay).toBe(r.complete - (r.delay?.days ?? 0))
    expect(r.lookBack.years).toBe(1)
  })

  it('counts each kind and what was expected as the register does', () => {
    const { end, windows, bases, first } = daysOf()
    expect(r.kinds).toHaveLength(6)
    for (const k of r.kinds) {
      const mine = rows.filter((o) => o.kind === k.offence)
      k.looks.forEach((l, w) => {
        const look = lookOf(mine, windows[w], bases[w])
        expect(l, k.offence).toMatchObject({ count: look.count, base: look.base })
        const want = tailsOf(look, phiOf([mine], windows[w][0], [7, 28][w], first))
        expect(l.more).toBeCloseTo(want.more, 8)
        expect(l.fewer).toBeCloseTo(want.fewer, 8)
      })
      expect(k.trend).toMatchObject({
        now: between(mine, end - 83, end).length,
        then: between(mine, end - 447, end - 364).length,
      })
      expect(k.series[25]).toBe(k.looks[0].count)
    }
  })

  it('looks at every beat and kind as the register does', () => {
    const { windows, bases, first } = daysOf()
    const beats = [...new Set(rows.map((o) => o.beat))].filter(Boolean)
    const of = (beat: string, kind: string) => rows.filter((o) => o.beat === beat && o.kind === kind)
    const want = r.kinds.slice(0, 5).flatMap((k) =>
      [0, 1].flatMap((w) => {
        const swing = phiOf(
          beats.map((beat) => of(beat, k.offence)),
          windows[w][0],
          [7, 28][w],
          first,
        )
        return beats.flatMap((beat) => {
          const look = lookOf(of(beat, k.offence), windows[w], bases[w])
          return look.count + look.base
            ? [{ id: `${beat} ${k.offence} ${w}`, ...look, ...tailsOf(look, swing) }]
            : []
        })
      }),
    )
    const q = adjusted(want.map((l) => l.more))
    expect(r.looks.map((l) => `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`).sort()).toEqual(
      want.map((l) => l.id).sort(),
    )
    for (const l of r.looks) {
      const at = want.findIndex((o) => o.id === `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`)
      expect(l, want[at].id).toMatchObject({ count: want[at].count, base: want[at].base })
      expect(l.more).toBeCloseTo(want[at].more, 8)
      expect(l.q).toBeCloseTo(q[at], 7)
    }
  })

  it('counts near repeats and live zones as the register does', () => {
    const burglary = rows.filter((o) => o.kind === 'burglary-home')
    expect(r.groups[0].near).toMatchObject(nearOf(burglary, r.lastDay - 364, r.lastDay))
    expect(r.live).toMatchObject({ n: between(burglary, TODAY - 42, TODAY).length })
  })

  it('counts repeats at the same UPRN as the register does', () => {
    const burglary = rows.filter((o) => o.kind === 'burglary-home')
    // where a home has no UPRN in the row its address tells the place, which only the import can read
    const want = repeatsOf(burglary, burglary, r.lastDay - 364, r.lastDay)
    const { repeat } = r.groups[0]
    expect(repeat!.n).toBeGreaterThanOrEqual(want.n)
    expect(repeat!.repeats).toBeGreaterThanOrEqual(want.repeats)
    expect(want.repeats).toBeGreaterThan(50)
  })

  it('counts outcomes as the register does', () => {
    const mine = between(rows, r.lastDay - 364, r.lastDay)
    const words = {
      charged: 'Charged',
      informal: 'Community resolution',
      victimDoesNot: 'Evidential difficulties - victim does not support',
      noSuspect: 'Investigation complete - no suspect identified',
      open: 'Under investigation',
      evidential: 'Evidential difficulties - suspect identified',
    }
    for (const c of r.outcomes) {
      const kinds = mine.filter(
        (o) => o.kind !== 'other' && (o.kind === 'robbery-personal') === (c.column === 'robbery'),
      )
      expect(c.n).toBe(kinds.length)
      OUTCOME_GROUPS.forEach((g, k) => {
        const word = words[g.id as keyof typeof words]
        expect(c.counts[k], g.id).toBe(word ? kinds.filter((o) => o.outcome === word).length : 0)
      })
    }
  })
})
