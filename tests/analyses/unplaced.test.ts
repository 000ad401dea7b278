/** Rows without coordinates: every figure over time is the one that the same file with all its coordinates gives. */
import { describe, expect, it } from 'vitest'
import { METHOD as aoristic } from '../../src/analyses/aoristic/compute.ts'
import { METHOD as areas } from '../../src/analyses/areas/compute.ts'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { METHOD as compare } from '../../src/analyses/compare/compute.ts'
import { METHOD as today } from '../../src/analyses/today/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults, type Schema } from '../../src/core/base/params.ts'
import { dayOf, isoDay, parseIsoDay } from '../../src/core/base/time.ts'
import type { Clause } from '../../src/core/table/filter.ts'
import { allRows, FLAG, type Incidents } from '../../src/core/table/incidents.ts'
import { type Method, type ResultBase, withTableNotes } from '../../src/core/table/method.ts'
import { unplacedRows } from '../../src/core/table/unplaced.ts'
import { summarise } from '../../src/import/report/summary.ts'
import { joinIncidents, type Side } from '../../src/import/join/join.ts'
import { drop, only } from '../import/drop.ts'
import { dice } from './town.ts'

const LAST = parseIsoDay('2026-11-22')
const HEAD = 'Crime No,Offence,Committed From,Committed To,Easting,Northing,Beat,Outcome'
const KINDS = ['Burglary - Residential', 'Theft from motor vehicle', 'Theft of motor vehicle']

interface Row {
  readonly id: string
  readonly day: number
  readonly line: string
  readonly nowhere: string
}

/** A year of crimes; of every ninth the coordinates can be taken away. */
function town(): Row[] {
  const d = dice(11)
  return Array.from({ length: 700 }, (_, i) => {
    const day = LAST - Math.floor(d() * 365)
    const kind = KINDS[Math.floor(d() * 3)]
    const [x, y] = [450_000 + Math.floor(d() * 3000), 300_000 + Math.floor(d() * 3000)]
    const [h, beat] = [Math.floor(d() * 20), 1 + Math.floor(d() * 3)]
    const two = (v: number) => String(v).padStart(2, '0')
    const when = `${isoDay(day)} ${two(h)}:07,${isoDay(day)} ${two(h + 2)}:41`
    const row = (at: string) => `C${i},${kind},${when},${at},Beat ${beat},`
    return { id: `C${i}`, day, line: row(`${x},${y}`), nowhere: row(i % 2 ? ',' : '0,0') }
  })
}
const rows = town()
const csv = (lines: readonly string[]) => [HEAD, ...lines].join('\n')
const lost = (i: number) => i % 9 === 4
const read = async (lines: readonly string[]): Promise<Side & { kind: 'incidents' }> =>
  only(await drop({ 'town.csv': csv(lines) }), 'incidents')

const whole = await read(rows.map((r) => r.line))
const holed = await read(rows.map((r, i) => (lost(i) ? r.nowhere : r.line)))
const few = rows.filter((_, i) => lost(i)).length

function run<S extends Schema, R extends ResultBase>(
  method: Method<S, R>,
  { incidents: table }: Pick<Side, 'incidents'>,
  params: Record<string, unknown> = {},
  clauses: readonly Clause[] = [],
): R {
  const input = {
    table,
    rows: allRows(table),
    ...(table.unplaced && { unplaced: unplacedRows(table, clauses) }),
    params: { ...defaults(method.schema), ...params } as never,
    today: LAST,
  }
  return withTableNotes(method, input, drain(method.compute(input)))
}

describe('rows without coordinates', () => {
  it('stay left out as before, and are told apart as counted in time', () => {
    const [s] = summarise([holed as never])
    expect(s.rows).toBe(rows.length)
    expect(s.kept).toBe(rows.length - few)
    expect(Object.values(s.leftOut!).reduce((a, b) => a + b, 0)).toBe(few)
    expect(s.leftOut).toHaveProperty('no coordinates')
    expect(s.countedInTime).toBe(few)
    expect(s.notes.join(' ')).toContain(`${few} rows left out of the map for want of a place have a date`)
    expect(summarise([whole as never])[0]).not.toHaveProperty('countedInTime')
  })

  it('need a date that can be believed, and must be crimes', async () => {
    const d = rows[4].nowhere
    const side = await read([
      ...rows.map((r) => r.line),
      d.replace('C4', 'N1'),
      d.replace('C4', 'N2').replace(/20\d\d-/g, '1951-'),
      d.replace('C4', 'N3').replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'some time'),
      d.replace('C4', 'N4') + 'No crime',
      // its crime stands among the incidents
      d,
      HEAD,
      ',,,,,,,',
    ])
    expect(side.incidents.unplaced?.n).toBe(1)
  })

  it('count in Today, Compare, Hours and Change as if they had a place', () => {
    const looks = (s: typeof whole) => run(today, s).kinds.map((k) => [k.offence, k.looks, [...k.series]])
    expect(looks(holed)).toEqual(looks(whole))
    const byBeat = (s: typeof whole) =>
      run(today, s).looks.map(({ beat, kind, window, count, expected, q }) => ({
        beat,
        kind,
        window,
        count,
        expected,
        q,
      }))
    expect(byBeat(holed)).toEqual(byBeat(whole))
    const kinds = (s: typeof whole) => run(compare, s).kinds.map((k) => [k.offence, k.a, k.b, k.test.p])
    expect(kinds(holed)).toEqual(kinds(whole))
    const week = (s: typeof whole) => [...run(aoristic, s).week].map((v) => v.toFixed(9))
    expect(week(holed)).toEqual(week(whole))
    const totals = (s: typeof whole) => {
      const { recent, earlier, p } = run(change, s)
      return [recent, earlier, p.toFixed(12)]
    }
    expect(totals(holed)).toEqual(totals(whole))
  })

  it('count in areas by the beat column, which they tell, and in no area that must be found by place', () => {
    const beats = (s: typeof whole) =>
      run(areas, s)
        .areas.map((a) => `${a.name} ${a.n}`)
        .toSorted()
    expect(beats(holed)).toEqual(beats(whole))
    expect(run(areas, holed).notes.join(' ')).toMatch(
      /without coordinates (is|are) counted by (its|their) beat/,
    )
  })

  it('are said beside every figure: counted, or not', () => {
    const text = (r: ResultBase) => r.notes.join(' ')
    expect(text(run(today, holed))).toContain(
      `${few} crimes without coordinates are counted in the figures over time`,
    )
    expect(text(run(aoristic, holed))).toContain(`${few} crimes without coordinates are counted`)
    expect(text(run(compare, holed))).toMatch(
      /\d+ crimes without coordinates are counted .* \(of \d+ in the files\)/,
    )
    expect(text(run(change, holed))).toMatch(
      /\d+ incidents without coordinates count in the figures of all together/,
    )
    expect(text(run(hotspots, holed))).toContain(`${few} crimes without coordinates are not counted here.`)
    for (const m of [today, aoristic, compare, change, hotspots] as Method<any, any>[])
      expect(text(run(m, whole)), m.id).not.toContain('without coordinates')
  })

  it('follow the filters that they can be asked, and no other', () => {
    const t: Incidents = holed.incidents
    const u = t.unplaced!
    const beat: Clause = { source: 'b', kind: 'beat', beats: ['Beat 2'] }
    const days: Clause = { source: 'p', kind: 'period', fromDay: LAST - 99, toDay: LAST }
    const kind: Clause = { source: 'o', kind: 'offence', offences: ['burglary-home'] }
    const want = rows.filter(
      (r, i) => lost(i) && r.day >= LAST - 99 && r.line.includes('Beat 2') && r.line.includes('Burglary'),
    )
    const found = unplacedRows(t, [beat, days, kind])
    expect([...found].map((i) => dayOf(u.from[i]))).toEqual(want.map((r) => r.day))
    for (const c of [
      { source: 's', kind: 'street', streets: [''] },
      { source: 'r', kind: 'repeat' },
      { source: 'g', kind: 'outcome', outcomes: ['unknown'] },
    ] as Clause[])
      expect(unplacedRows(t, [c])).toHaveLength(0)
    const none = run(aoristic, holed, {}, [{ source: 'r', kind: 'repeat' }])
    expect(none.notes.join(' ')).toContain(`${few} crimes without coordinates are not counted here`)
    expect(none.n).toBe(rows.length - few)
  })

  it('are each counted once when the next extract is joined, wherever it places them', async () => {
    const nowhere = rows.flatMap((_, i) => (lost(i) ? [i] : []))
    const [found, again] = [nowhere[0], nowhere[1]]
    // the next extract places one, still does not place another, loses one that had a place, and brings a new one
    const next = await read([
      rows[found].line,
      rows[again].nowhere,
      rows[0].nowhere,
      rows[1].line,
      rows[4].nowhere.replace('C4', 'NEW'),
    ])
    const { joined } = joinIncidents(holed, next)
    expect(joined.incidents.n).toBe(holed.incidents.n + 1)
    // all but the one that has a place now, and the new one; the one with a place before keeps it
    expect(joined.incidents.unplaced!.n).toBe(few - 1 + 1)
    expect(joined.report.countedInTime).toBe(few)
    expect(joined.incidents.fingerprint).not.toBe(holed.incidents.fingerprint)
    expect(FLAG.oddDate & Math.max(...joined.incidents.unplaced!.flags)).toBe(0)
  })
})
