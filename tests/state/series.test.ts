/** Series of the project: undo, next week's file, the project file, the link, and a package elsewhere. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { refusal } from '../../src/views/series/model.ts'
import type { IncidentText } from '../../src/core/table/incidents.ts'
import { textAt, TextBuilder } from '../../src/core/base/text.ts'
import { eraseEverything } from '../../src/state/erase.ts'
import { makePackage, openPackage, packed, readPackage } from '../../src/state/package.ts'
import { emptyProject, upgrade } from '../../src/state/project.ts'
import { makeKey, unseal } from '../../src/state/seal.ts'
import {
  addRows,
  deleteSeries,
  dropMissing,
  followRows,
  joinSeries,
  membersIn,
  noteSeries,
  packedSeries,
  removeRows,
  renameSeries,
  seriesInFront,
  startSeries,
  useFront,
} from '../../src/state/series.ts'
import { accept, forget, redo, undo, useStore } from '../../src/state/store.ts'
import { encodeView } from '../../src/state/url.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))

const ROWS: Row[] = [
  { x: 400_100, y: 300_100, day: 20_000, beat: 'North', street: 'Mill Street' },
  { x: 400_200, y: 300_100, day: 20_005, beat: 'North', street: 'Dale Road' },
  { x: 400_300, y: 300_100, day: 20_011, beat: 'South', street: 'High Street' },
  { x: 409_000, y: 309_000, day: 20_012, beat: 'East', street: 'Secret Lane' },
]
const report = {
  files: [],
  rows: 4,
  kept: 4,
  leftOut: [],
  warnings: [],
  precision: 'minute',
  source: 'exact',
  crs: 'EPSG:27700',
  crsLabel: 'British National Grid',
  columns: [],
  dropped: ['Victim Name'],
  droppedPersonal: ['Victim Name'],
  wordings: [{ wording: 'SECRET WORDING', offence: 'other', n: 1 }],
  header: ['Victim Name'],
  preview: [['Mrs Secret']],
  notes: [],
}

function textOf(rows: readonly Row[]): IncidentText {
  const column = (f: (r: Row) => string) => {
    const b = new TextBuilder()
    for (const r of rows) b.push(f(r))
    return b.finish()
  }
  return {
    id: column((r) => `ID/${r.x}`),
    address: column((r) => `1 ${r.street}`),
    uprn: column(() => ''),
    mo: column((r) => `patio door at ${r.street}`),
  }
}

const load = (rows: readonly Row[], name = 'force.csv') =>
  accept(
    [
      {
        kind: 'incidents',
        name,
        incidents: incidentsFrom(rows),
        text: textOf(rows),
        report: report as never,
      },
    ],
    [],
    false,
  )
const state = () => useStore.getState()
const series = () => state().project.series
const front = () => seriesInFront(series(), useFront.getState().id)!
const rows = () => [...membersIn(state().incidents!.table, front()).rows]

afterEach(() => {
  forget()
  useFront.setState({ id: undefined })
})

describe('rows that another extract tells otherwise', () => {
  it('stay members under their new keys, each once, and are no step back', () => {
    load(ROWS)
    addRows([0, 1, 2])
    const [a, b, c] = front().members
    const before = state().past.length
    expect(
      followRows(
        new Map([
          [a, 'new'],
          ['elsewhere', 'x'],
        ]),
      ),
    ).toBe(1)
    expect(front().members).toEqual(['new', b, c])
    // two rows that are one crime now
    expect(followRows(new Map([[b, 'new']]))).toBe(1)
    expect(front().members).toEqual(['new', c])
    const same = series()
    expect(followRows(new Map([[a, 'y']]))).toBe(0)
    expect(series()).toBe(same)
    expect(state().past).toHaveLength(before)
  })
})

describe('a series on the bench', () => {
  it('starts with the first rows added, and each change is one step back and forth', () => {
    load(ROWS)
    expect(addRows([0, 2])).toMatchObject({ added: 2, already: 0 })
    expect(front().name).toBe('Series 1')
    expect(addRows([2, 1])).toMatchObject({ added: 1, already: 1 })
    expect(rows()).toEqual([0, 1, 2])
    expect(removeRows(front(), [0])).toBe(1)
    renameSeries(front(), '  Patio doors ')
    noteSeries(front(), 'white van')
    const end = series()
    expect(end[0]).toMatchObject({ name: 'Patio doors', notes: 'white van' })
    expect(undo()).toBe('notes of Patio doors')
    expect(undo()).toBe('series renamed Patio doors')
    expect(undo()).toBe('1 taken out of Series 1')
    expect(rows()).toEqual([0, 1, 2])
    expect(undo()).toBe('1 added to Series 1')
    expect(rows()).toEqual([0, 2])
    expect(undo()).toBe('series Series 1 started')
    expect(series()).toEqual([])
    for (let k = 0; k < 5; k++) redo()
    expect(series()).toEqual(end)
  })
  it('adds to the one in front, and deleting brings another forward', () => {
    load(ROWS)
    const a = startSeries([0])
    const b = startSeries([1], 'B')
    useFront.setState({ id: a.id })
    addRows([2])
    expect(rows()).toEqual([0, 2])
    deleteSeries(front())
    expect(front().id).toBe(b.id)
    undo()
    expect(rows()).toEqual([0, 2])
  })
  it('changes nothing, and leaves no step, where there is nothing to change', () => {
    load(ROWS)
    startSeries([0])
    const steps = state().past.length
    addRows([0])
    removeRows(front(), [3])
    renameSeries(front(), '   ')
    renameSeries(front(), front().name)
    noteSeries(front(), '')
    expect(state().past.length).toBe(steps)
  })
  it('finds its members in next week’s file, whatever the order, and counts those that are gone', () => {
    load(ROWS)
    startSeries([0, 1, 2])
    load([ROWS[3], ROWS[2], { ...ROWS[0] }, { x: 1, y: 1, day: 20_020 }], 'next.csv')
    const found = membersIn(state().incidents!.table, front())
    expect([...found.rows]).toEqual([1, 2])
    expect(found.missing).toHaveLength(1)
    dropMissing(front())
    expect(front().members).toHaveLength(2)
    expect(membersIn(state().incidents!.table, front()).missing).toEqual([])
  })
})

describe('a file that knows months and snap points', () => {
  it('is refused with a sentence; days are enough', () => {
    const table = incidentsFrom(ROWS)
    expect(refusal({ ...table, precision: 'month', source: 'open' })).toMatch(/would be invented/)
    expect(refusal({ ...table, precision: 'month' })).toMatch(/only the month.*an extract with the date/)
    expect(refusal({ ...table, precision: 'day' })).toBeUndefined()
    expect(refusal(table)).toBeUndefined()
  })
})

describe('what leaves the browser', () => {
  it('is no incident in the project file, and nothing at all in the link', () => {
    load(ROWS)
    startSeries([0, 1], 'Patio doors')
    noteSeries(front(), 'white van')
    const saved = JSON.stringify(state().project)
    expect(saved).not.toMatch(/400100|300100|Mill|20000|28800000/)
    expect(upgrade(JSON.parse(saved)).series).toEqual(series())
    const hash = encodeView(state().project, {})
    expect(decodeURIComponent(hash)).not.toMatch(/Patio|white van/)
    for (const m of front().members) expect(hash).not.toContain(m)
  })
  it('reads projects saved before there were series, and drops what is none', () => {
    const { series: _, ...old } = emptyProject
    expect(upgrade(old).series).toEqual([])
    expect(upgrade({ ...old, series: 'x' }).series).toEqual([])
  })
  it('is a package with its own incidents and nothing of the others', async () => {
    load(ROWS)
    startSeries([0, 2], 'Patio doors')
    noteSeries(front(), 'white van')
    startSeries([3], 'Another')
    const mine = series()[0]
    const p = packedSeries({ project: state().project, incidents: state().incidents! }, mine)
    const file = await makePackage(p, await makeKey('open sesame now'))

    await eraseEverything(false)
    const { content } = await unseal(new Uint8Array(await file.arrayBuffer()), 'open sesame now')
    expect(new TextDecoder().decode(content)).not.toMatch(/Secret|SECRET|Dale|East|Another|Victim|force\.csv/)

    // elsewhere, where another analyst has a series of their own
    load([{ x: 1, y: 1, day: 1 }], 'other.csv')
    const own = startSeries([0], 'Theirs')
    await openPackage(readPackage(content))
    const { table, text } = state().incidents!
    expect(table.n).toBe(2)
    expect(textAt(text.address, 1)).toBe('1 High Street')
    expect(state().project.view).toBe('series')
    expect(series().map((s) => s.name)).toEqual(['Theirs', 'Patio doors'])
    expect(series()[0]).toEqual(own)
    useFront.setState({ id: undefined })
    expect(front()).toEqual(mine)
    expect([...membersIn(table, front()).rows]).toEqual([0, 1])
    expect(membersIn(table, front()).missing).toEqual([])
  })
  it('keeps series in the whole package too', () => {
    load(ROWS)
    startSeries([1])
    expect(packed(state())!.project.series).toEqual(series())
  })
  it('loses neither side where both have a series', () => {
    const a = { id: 'a', name: 'A', notes: '', members: [] }
    expect(joinSeries([a], [a])).toEqual([a])
    const joined = joinSeries([{ ...a, notes: 'mine' }], [{ ...a, notes: 'theirs' }])
    expect(joined.map((s) => [s.name, s.notes])).toEqual([
      ['A (as it was here)', 'mine'],
      ['A', 'theirs'],
    ])
    expect(new Set(joined.map((s) => s.id)).size).toBe(2)
  })
})
