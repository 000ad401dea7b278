/** Named views: kept in the project, remembered by kind of file, never with an incident in them. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import fc from 'fast-check'
import { emptyProject, upgrade } from '../../src/state/project.ts'
import { change, forget, undo, useStore } from '../../src/state/store.ts'
import { put } from '../../src/state/keep.ts'
import { decodeView, encodeView } from '../../src/state/url.ts'
import {
  keepUsual,
  kindOf,
  loadUsual,
  problemWithName,
  sameQuestion,
  soundViews,
  usualFor,
  useUsual,
  withoutDays,
} from '../../src/state/views.ts'

const store = new Map<string, string>()
beforeEach(() => {
  store.clear()
  Object.assign(globalThis, {
    localStorage: {
      getItem: (k: string) => store.get(k) ?? null,
      setItem: (k: string, v: string) => void store.set(k, v),
      removeItem: (k: string) => void store.delete(k),
    },
  })
})
afterEach(() => {
  forget()
  useUsual.setState({ usual: [] })
  delete (globalThis as { localStorage?: unknown }).localStorage
})

const hash = encodeView(
  {
    ...emptyProject,
    view: 'zones',
    asAt: '2026-11-22',
    clauses: [
      { source: 'beat', kind: 'beat', beats: ['Beat 4. Hallam'] },
      { source: 'period', kind: 'period', fromDay: 20_000, toDay: 20_100 },
    ],
    camera: { lng: -1.2, lat: 52.6, zoom: 14 },
  },
  {},
)

describe('named views', () => {
  it('are read from a project file, and what is none is left out', () => {
    expect(
      soundViews([
        { name: ' Zones ', hash: 'v=1' },
        { name: 'Zones', hash: 'v=1&view=data' },
        { name: '', hash: 'v=1' },
        { name: 'x' },
        null,
        { name: 'long', hash: 'x'.repeat(300_000) },
      ]),
    ).toEqual([{ name: 'Zones', hash: 'v=1' }])
    expect(upgrade({ version: 1 }).views).toEqual([])
    expect(upgrade({ version: 1, views: 'x', briefingNotes: 5 })).toMatchObject({
      views: [],
      briefingNotes: '',
    })
    const saved = { ...emptyProject, views: [{ name: 'A', hash }], briefingNotes: 'Patrol the lane.' }
    expect(upgrade(JSON.parse(JSON.stringify(saved)))).toEqual(saved)
  })
  it('never break on anything a file may hold', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        for (const v of soundViews(json)) expect(v.name.trim()).toBe(v.name)
      }),
    )
  })
  it('say why a name cannot be used', () => {
    const views = [{ name: 'Zones', hash }]
    expect(problemWithName(views, '  ')).toMatch(/needs a name/)
    expect(problemWithName(views, ' Zones')).toMatch(/There is a view called “Zones”/)
    expect(problemWithName(views, 'Zones', 'Zones')).toBeUndefined()
    expect(problemWithName(views, 'x'.repeat(81))).toMatch(/81 letters; at most 80/)
    expect(problemWithName(views, 'Other')).toBeUndefined()
  })
  it('ask the same wherever the map stands, and something else with another filter', () => {
    const { view } = decodeView(hash, {})
    const project = { ...emptyProject, ...view }
    const moved = encodeView({ ...project, camera: { lng: 0, lat: 51, zoom: 9 } }, {})
    expect(moved).not.toBe(hash)
    expect(sameQuestion(hash, moved)).toBe(true)
    expect(sameQuestion(hash, encodeView({ ...project, clauses: [] }, {}))).toBe(false)
  })
  it('are undone like any other change', () => {
    change('view saved', { views: [{ name: 'A', hash }] })
    change('view deleted', { views: [] })
    expect(undo()).toBe('view deleted')
    expect(useStore.getState().project.views).toEqual([{ name: 'A', hash }])
  })
})

describe('usual views', () => {
  const file = (header: string[], sample = false) => ({ sample, report: { layouts: [header] } as never })
  it('are told by the layout of the columns, whatever their order', () => {
    expect(kindOf(file(['a', 'b']))).toBe(kindOf(file(['b', 'a'])))
    expect(kindOf(file(['a', 'b']))).not.toBe(kindOf(file(['a', 'c'])))
    expect(kindOf(file(['a'], true))).toBe('sample')
    expect(kindOf({ sample: false, report: {} as never })).toBe('')
  })
  it('come back whole with the same file, and without its days with the next one', () => {
    keepUsual('k', 'one', [{ name: 'A', hash }])
    expect(usualFor('k', 'one')).toEqual({ sameFile: true, views: [{ name: 'A', hash }] })
    const next = usualFor('k', 'two')
    expect(next.sameFile).toBe(false)
    const { view } = decodeView(next.views[0].hash, {})
    expect(view.asAt).toBe('auto')
    expect(view.clauses).toEqual([{ source: 'beat', kind: 'beat', beats: ['Beat 4. Hallam'] }])
    expect(view.camera).toEqual({ lng: -1.2, lat: 52.6, zoom: 14 })
    expect(usualFor('other', 'one').views).toEqual([])
  })
  it('are kept in this browser, and forgotten with the last of them', async () => {
    globalThis.indexedDB = new IDBFactory()
    const later = async () => {
      useUsual.setState({ usual: [] })
      // what was asked of the shelf before is done before
      await put('self', 'device', () => 'x')
      await loadUsual()
      return useUsual.getState().usual.map((u) => u.views.map((v) => v.name))
    }
    keepUsual('k', 'one', [{ name: 'A', hash }])
    await vi.waitFor(async () => expect(await later()).toEqual([['A']]))
    // a view may name a street: it is not left where earlier versions had it
    expect(store.size).toBe(0)
    keepUsual('k', 'one', [])
    await vi.waitFor(async () => expect(await later()).toEqual([]))
    store.set(
      'cocoon.views',
      JSON.stringify({ version: 1, usual: [{ kind: 'k', fingerprint: 'f', views: [{ name: 'B', hash }] }] }),
    )
    expect(await later()).toEqual([['B']])
    expect(store.size).toBe(0)
    keepUsual('k', 'one', [])
    keepUsual('', 'one', [{ name: 'A', hash }])
    expect(useUsual.getState().usual).toEqual([])
  })
  it('lose their days and nothing else', () => {
    const q = new URLSearchParams(withoutDays(hash))
    expect([...q.keys()].sort()).toEqual(['at', 'f.beat.beat', 'v', 'view'])
  })
})
