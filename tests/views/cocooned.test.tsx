/** Cocooning judged on the page: from a table and its visits to rows, and the same figures in the terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { TextBuilder } from '../../src/core/base/text.ts'
import { MINUTES_PER_DAY } from '../../src/core/base/time.ts'
import { cocoonOutcomes } from '../../src/core/evaluation/cocoonOutcomes.ts'
import { DOSES } from '../../src/core/evaluation/cocoonFollow.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { beatDays, beatsOf, beatText, followed } from '../../src/views/cocooned/model.ts'
import { startsDealt, withBeats } from '../../src/core/evaluation/startsDealt.ts'
import { cocoonsCsv, doseModel, dosesOf, groupsTable, leftOut } from '../../src/views/cocooned/tables.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { dice, townOf } from '../analyses/town.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-cocooned-'))
afterAll(() => rmSync(dir, { recursive: true }))

// 20,000 = 4 October 2024; two beats, 400 days of burglaries
const FIRST = 19_600
const roll = dice(7)
const rows = Array.from({ length: 900 }, (_, i) => ({
  x: 450_000 + Math.floor(roll() * 1500) + (i % 2) * 6000,
  y: 300_000 + Math.floor(roll() * 1500),
  day: FIRST + Math.floor(roll() * 400),
  minute: 600,
  beat: i % 2 ? 'North, upper' : 'South; lower=1',
}))
const table = townOf(rows)
const ids = new TextBuilder()
rows.forEach((_, i) => ids.push(`C${i}`))
const loaded = { table, text: { id: ids.finish() } } as never as Parameters<typeof followed>[0]
const visit = (i: number, hours: number, outcome: string, more = {}) => ({
  ...{ id: `v${i}-${hours}`, home: `h${i}`, list: 'L', incident: `C${i}`, outcome, device: 'd', note: '' },
  ...{ at: table.to[i] + hours * 60, revision: 0, ...more },
})
const settings = {
  since: '',
  beats: beatText(
    new Map([
      ['South; lower=1', '2024-01-01'],
      ['North, upper', 'never'],
    ]),
  ),
}
const TODAY = FIRST + 399
/** numbers of the rows that are followed: the file's last day is told in part */
const followable = rows.flatMap((r, i) => (r.day <= table.span.complete ? [i] : []))

describe('cocooning on the page', () => {
  it('keeps first days by beat, whatever the beats are called', () => {
    expect([...beatDays(settings.beats)]).toEqual([
      ['South; lower=1', '2024-01-01'],
      ['North, upper', 'never'],
    ])
    expect([...beatDays('x=2024-99-99;=2024-01-01;y=2024-02-01')]).toEqual([['y', '2024-02-01']])
    expect(beatsOf(loaded)).toEqual(['North, upper', 'South; lower=1'])
  })

  it('holds listed burglaries against those of beats not listed at the time', () => {
    const f = followed(loaded, [], settings, TODAY)
    if (typeof f === 'string') throw new Error(f)
    for (const r of f.rows) expect(r.assigned).toBe(rows[followable[r.of]].beat === 'South; lower=1')
    const start = Date.UTC(2024, 0, 1) / 60_000
    const inTime = rows.filter((r) => {
      const since = r.day * MINUTES_PER_DAY + r.minute
      return since >= start && since + (48 + 42 * 24) * 60 <= (table.span.complete + 1) * MINUTES_PER_DAY
    })
    expect(f.rows).toHaveLength(inTime.length)
  })

  it('ends on the last complete day and counts what could not be followed', () => {
    // the last day is told to ten in the morning only
    expect(table.span.complete).toBe(table.span.last - 1)
    const edge = table.span.complete - 43
    const more = [
      // due two days on and 42 full days after it: to the minute the last that is whole, and one a minute later
      { x: 450_100, y: 300_100, day: edge, minute: 0, beat: 'South; lower=1' },
      { x: 450_100, y: 300_100, day: edge, minute: 1, beat: 'South; lower=1' },
      { x: NaN, y: NaN, day: edge - 50, beat: 'South; lower=1' },
      { x: NaN, y: NaN, day: edge - 60, beat: 'North, upper' },
      { x: 450_100, y: 300_100, day: edge - 50, flags: FLAG.oddDate },
      { x: NaN, y: NaN, day: edge - 50, offence: 'robbery-personal' as const },
    ]
    const moreIds = new TextBuilder()
    for (let i = 0; i < rows.length + more.length; i++) moreIds.push(`C${i}`)
    const fuller = townOf([...rows, ...more])
    expect(fuller.span.complete).toBe(table.span.complete)
    const plain = followed(loaded, [], settings, TODAY)
    const f = followed({ table: fuller, text: { id: moreIds.finish() } } as never, [], settings, TODAY)
    if (typeof f === 'string' || typeof plain === 'string') throw new Error('refused')
    expect([f.last, f.unplaced, f.undated]).toEqual([table.span.complete, 2, 1])
    expect(f.short - plain.short).toBe(1)
    expect(f.rows.length - plain.rows.length).toBe(1)
    expect(leftOut(f)).toMatch(/; 2 without a place; 1 with an unlikely date$/)
    expect(leftOut(plain)).not.toMatch(/place|date/)
    // with an as-at date in the past the day of that date is the last
    const past = followed(loaded, [], settings, TODAY - 90)
    expect(typeof past === 'object' && past.last).toBe(TODAY - 90)
  })

  it('refuses one first day for all, none at all, and dates that are months', () => {
    const one = followed(loaded, [], { since: '2024-01-01', beats: '' }, TODAY)
    expect(typeof one === 'object' && one.rows).toEqual([])
    expect(followed(loaded, [], { since: '', beats: '' }, TODAY)).toMatch(/Say when lists were first made/)
    const open = { ...loaded, table: { ...table, precision: 'month' as const } }
    expect(followed(open, [], settings, TODAY)).toMatch(/months/)
  })

  it('takes contacts from visits of the burglary, and writes the table the terminal reads', async () => {
    const visits = rows.flatMap((_, i) =>
      i % 4 === 0
        ? [visit(i, 5, 'spoken')]
        : i % 8 === 2
          ? [visit(i, 100, 'spoken'), visit(i, 3, 'no answer', { ticks: ['leaflet'] })]
          : i % 8 === 6
            ? [visit(i, 10, 'spoken', { removed: true })]
            : [],
    )
    const f = followed(loaded, visits as never, settings, TODAY)
    if (typeof f === 'string') throw new Error(f)
    for (const { of: k, dose, delivered } of f.rows) {
      const of = followable[k]
      expect(DOSES[dose]).toBe(
        of % 4 === 0 ? 'spoken within 48 hours' : of % 8 === 2 ? 'spoken later' : 'none',
      )
      // the leaflet ticked after three hours reached the doors in time, the talk did not
      expect(delivered).toBe(of % 4 === 0 || of % 8 === 2)
    }
    const r = cocoonOutcomes(f.rows)
    const path = join(dir, 'c.csv')
    writeFileSync(path, cocoonsCsv(f))
    let out = ''
    expect(await main(['evaluate', '--cocoons', path], { out: (t) => (out += t), err: () => '' })).toBe(0)
    const told = JSON.parse(out)
    expect(told.itt.rateRatio).toBeCloseTo(r.itt.rateRatio, 12)
    // beats go with the table, so that both say the same of it
    const dealt = startsDealt(f.beats)
    expect([told.startsDealt.p, told.startsDealt.beats]).toEqual([dealt.p, f.beats.starts.length])
    expect(told.itt.wideCi[1]).toBeCloseTo(withBeats(r, dealt).itt.wideCi[1], 9)
    expect(told.asTreated.rateRatio).toBeCloseTo(r.asTreated.rateRatio, 12)
    expect(told.dose.rows).toHaveLength(3)
    expect(tableToCsv(groupsTable(r.itt, r.asTreated))).toContain('Listed against not yet')
    expect(tableToCsv(doseModel(dosesOf(f)))).toMatch(/spoken within 48 hours,\d/)
  })

  it('writes no 0 for what visits of phones and paper do not tell: which burglary they were for', async () => {
    const visits = rows.map((_, i) => visit(i, 5, 'spoken', { incident: '' }))
    const f = followed(loaded, visits as never, settings, TODAY)
    if (typeof f === 'string') throw new Error(f)
    expect(f.told).toBe(false)
    const csv = cocoonsCsv(f)
    expect(csv).not.toMatch(/delivered48|dose/)
    const path = join(dir, 'not-told.csv')
    writeFileSync(path, csv)
    let out = ''
    expect(await main(['evaluate', '--cocoons', path], { out: (t) => (out += t), err: () => '' })).toBe(0)
    const told = JSON.parse(out)
    expect(told.itt.rateRatio).toBeCloseTo(cocoonOutcomes(f.rows).itt.rateRatio, 12)
    for (const part of [told.asTreated, told.cace])
      expect(part.refused).toBe('The table does not say which cocoons were delivered (column delivered48).')
    expect(told.delivered).toBeUndefined()
  })
})
