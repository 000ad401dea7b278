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
import { adjusted, between, lookOf, nearOf, type Plain, repeatsOf } from './oracle.ts'

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
      params: defaults(METHOD.schema),
      today: TODAY,
    }),
  )
}, 60_000)

const week: [number, number] = [TODAY - 6, TODAY]
const month: [number, number] = [TODAY - 27, TODAY]
const weekBase: [number, number][] = [[TODAY - 364 - 6 - 21, TODAY - 364 + 21]]
const monthBase: [number, number][] = [[TODAY - 364 - 27 - 21, TODAY - 364 + 21]]

describe('the overview of Ludderwick', () => {
  it('counts each kind and what was expected as the register does', () => {
    expect(r.kinds).toHaveLength(6)
    for (const k of r.kinds) {
      const mine = rows.filter((o) => o.kind === k.offence)
      const want = [lookOf(mine, week, weekBase), lookOf(mine, month, monthBase)]
      k.looks.forEach((l, w) => {
        expect(l, k.offence).toMatchObject({ count: want[w].count, base: want[w].base })
        expect(l.more).toBeCloseTo(want[w].more, 9)
        expect(l.fewer).toBeCloseTo(want[w].fewer, 9)
      })
      expect(k.trend).toMatchObject({
        now: between(mine, TODAY - 83, TODAY).length,
        then: between(mine, TODAY - 447, TODAY - 364).length,
      })
      expect(k.series[25]).toBe(want[0].count)
    }
  })

  it('looks at every beat and kind as the register does', () => {
    const beats = [...new Set(rows.map((o) => o.beat))].filter(Boolean)
    const want = beats.flatMap((beat) =>
      r.kinds.slice(0, 5).flatMap((k) =>
        [0, 1].flatMap((w) => {
          const mine = rows.filter((o) => o.beat === beat && o.kind === k.offence)
          const l = lookOf(mine, [week, month][w], [weekBase, monthBase][w])
          return l.count + l.base ? [{ id: `${beat} ${k.offence} ${w}`, ...l }] : []
        }),
      ),
    )
    const q = adjusted(want.map((l) => l.more))
    expect(r.looks.map((l) => `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`).sort()).toEqual(
      want.map((l) => l.id).sort(),
    )
    for (const l of r.looks) {
      const at = want.findIndex((o) => o.id === `${l.beat} ${r.kinds[l.kind].offence} ${l.window}`)
      expect(l, want[at].id).toMatchObject({ count: want[at].count, base: want[at].base })
      expect(l.more).toBeCloseTo(want[at].more, 9)
      expect(l.q).toBeCloseTo(q[at], 8)
    }
  })

  it('counts near repeats and live zones as the register does', () => {
    const burglary = rows.filter((o) => o.kind === 'burglary-home')
    expect(r.groups[0].near).toMatchObject(nearOf(burglary, TODAY - 364, TODAY))
    expect(r.live).toMatchObject({ n: between(burglary, TODAY - 42, TODAY).length })
  })

  it('counts repeats at the same UPRN as the register does', () => {
    const burglary = rows.filter((o) => o.kind === 'burglary-home')
    // where a home has no UPRN in the row its address tells the place, which only the import can read
    const want = repeatsOf(burglary, burglary, TODAY - 364, TODAY)
    const { repeat } = r.groups[0]
    expect(repeat!.n).toBeGreaterThanOrEqual(want.n)
    expect(repeat!.repeats).toBeGreaterThanOrEqual(want.repeats)
    expect(want.repeats).toBeGreaterThan(50)
  })

  it('counts outcomes as the register does', () => {
    const mine = between(rows, TODAY - 364, TODAY)
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
