import { afterEach, describe, expect, it } from 'vitest'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { asAt, FRESH_DAYS, rowsOf } from '../../src/state/derived.ts'
import { areaOnPlane } from '../../src/core/geometry/onPlane.ts'
import { emptyProject } from '../../src/state/project.ts'
import {
  accept,
  change,
  forget,
  redo,
  setClause,
  setParam,
  toggleShown,
  undo,
  useStore,
} from '../../src/state/store.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

const load = (rows: Row[], sample = false) => {
  const incidents = incidentsFrom(rows)
  accept(
    [{ kind: 'incidents', name: 'x.csv', incidents, text: {} as never, report: {} as never }],
    [],
    sample,
  )
  return incidents
}
/** Addresses, areas and ground of one name. */
const beside = (name: string) =>
  (['homes', 'boundaries', 'ground'] as const).map((kind) => ({ kind, name }) as never)
const state = () => useStore.getState()
afterEach(() => forget())

describe('undo and redo', () => {
  it('takes each change back and makes it again, leaving panel and camera alone', () => {
    setClause('beat', { source: 'beat', kind: 'beat', beats: ['A'] })
    setParam('zones', 'radius', 300)
    toggleShown('zones')
    const end = state().project
    expect(undo()).toBe('layer shown')
    undo()
    useStore.setState({ project: { ...state().project, view: 'data' } })
    expect(undo()).toBe('filter by beat')
    expect(state().project).toEqual({ ...emptyProject, view: 'data' })
    expect(undo()).toBeUndefined()
    redo()
    redo()
    redo()
    expect(state().project).toEqual({ ...end, view: 'data' })
    expect(redo()).toBeUndefined()
  })
  it('forgets what was undone once something else is changed', () => {
    setParam('zones', 'radius', 300)
    undo()
    setParam('zones', 'days', 21)
    expect(redo()).toBeUndefined()
    expect(state().project.params).toEqual({ zones: { days: 21 } })
  })
  it('puts a default back by forgetting the value', () => {
    setParam('zones', 'radius', 300)
    setParam('zones', 'radius', undefined)
    expect(state().project.params.zones).toEqual({})
  })
})

describe('the as-at date', () => {
  it('is the last day of an old file, and says so', () => {
    const table = load([{ x: 1, y: 1, day: parseIsoDay('2020-05-04') }])
    expect(table.span.last).toBe(parseIsoDay('2020-05-04'))
    expect(asAt(state())).toEqual({
      day: parseIsoDay('2020-05-04'),
      why: expect.stringContaining('last incident'),
    })
  })
  it('is the date of the computer for a fresh file', () => {
    const d = new Date()
    const now = Math.floor(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / 86_400_000)
    load([{ x: 1, y: 1, day: now - FRESH_DAYS }])
    expect(asAt(state()).day).toBe(now)
  })
  it('does not call a file that ends after today old', () => {
    const d = new Date()
    const now = Math.floor(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / 86_400_000)
    const why = (day: number) => (load([{ x: 1, y: 1, day }]), asAt(state()).why)
    expect(why(now + 30)).toMatch(/after the date of this computer$/)
    expect(why(now - 30)).toMatch(/more than 7 days ago$/)
  })
  it('is the last day of the sample, and what the user chose before all', () => {
    const d = Math.floor(Date.now() / 86_400_000) - 1
    load([{ x: 1, y: 1, day: d }], true)
    expect(asAt(state()).day).toBe(d)
    change('as-at date', { asAt: '2026-01-31' })
    expect(asAt(state()).day).toBe(parseIsoDay('2026-01-31'))
  })
})

describe('filters', () => {
  it('keep the rows that pass all of them, or all but one control’s', () => {
    load([
      { x: 400_000, y: 300_000, day: 20_000, beat: 'A' },
      { x: 400_000, y: 300_000, day: 20_010, beat: 'B' },
      { x: 410_000, y: 300_000, day: 20_020, beat: 'B' },
    ])
    setClause('period', { source: 'period', kind: 'period', fromDay: 20_010, toDay: 20_020 })
    setClause('beat', { source: 'beat', kind: 'beat', beats: ['B'] })
    expect([...rowsOf(state())]).toEqual([1, 2])
    setClause('period', { source: 'period', kind: 'period', fromDay: 20_020, toDay: 20_020 })
    expect([...rowsOf(state())]).toEqual([2])
    expect([...rowsOf(state(), 'period')]).toEqual([1, 2])
  })
  it('cut by an area drawn in degrees', () => {
    const plane = planeOf('EPSG:27700')
    const corner = (x: number, y: number) => plane.inverse(x, y)
    const ring = [
      corner(399_000, 299_000),
      corner(401_000, 299_000),
      corner(401_000, 301_000),
      corner(399_000, 301_000),
      corner(399_000, 299_000),
    ]
    load([
      { x: 400_000, y: 300_000, day: 1 },
      { x: 402_000, y: 300_000, day: 1 },
    ])
    setClause('area', {
      source: 'area',
      kind: 'area',
      name: 'a',
      shape: { type: 'Polygon', coordinates: [ring] },
    })
    expect([...rowsOf(state())]).toEqual([0])
    expect(areaOnPlane('a', { type: 'Polygon', coordinates: [ring] }, plane).polygons[0][0]).toHaveLength(10)
  })
})

describe('a new file', () => {
  it('leaves the sample with all that came with it', () => {
    load([{ x: 1, y: 1, day: 1 }], true)
    accept(beside('sample'), [], true)
    load([{ x: 2, y: 2, day: 2 }])
    expect(state().homes).toBeUndefined()
    expect(state().ground).toEqual([])
    expect(state().boundaries).toEqual([])
  })
  it('keeps what the user opened over the sample before it', () => {
    load([{ x: 1, y: 1, day: 1 }], true)
    accept(beside('sample'), [], true)
    accept(beside('mine'), [], false)
    load([{ x: 2, y: 2, day: 2 }])
    const { homes, ground, boundaries } = state()
    expect([homes?.name, ...[...ground, ...boundaries].map((b) => b.name)]).toEqual(['mine', 'mine', 'mine'])
  })
  it('keeps the user’s own addresses when next week’s incidents arrive', () => {
    load([{ x: 1, y: 1, day: 1 }])
    useStore.setState({ homes: { name: 'mine' } as never })
    load([{ x: 2, y: 2, day: 2 }])
    expect(state().homes?.name).toBe('mine')
  })
  it('does not touch anything when it is declined', () => {
    const table = load([{ x: 1, y: 1, day: 1 }])
    accept([{ kind: 'declined', name: 'y.txt', sentence: 'No.' }], [], false)
    expect(state().incidents?.table).toBe(table)
    expect(state().declined).toEqual([{ name: 'y.txt', sentence: 'No.' }])
  })
})
