/** What the shell keeps in step by itself: views that are usual, and a briefing that is of one moment. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useMaps } from '../../src/views/briefing/maps.ts'
import { settled } from '../../src/views/briefing/make.tsx'
import { followViews, openView, saveView, viewInFront } from '../../src/views/named/views.ts'
import { useLooking } from '../../src/views/series/candidates.ts'
import { openPackage } from '../../src/state/package.ts'
import { emptyProject } from '../../src/state/project.ts'
import { planRun } from '../../src/state/plan.ts'
import { usePool } from '../../src/state/runs.ts'
import { SCREENS } from '../../src/analyses/index.ts'
import { accept, change, forget, setClause, useStore } from '../../src/state/store.ts'
import { asOf, useUsual, withoutDays } from '../../src/state/views.ts'
import { Runner } from '../../src/worker/runner.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { localWorker } from '../tools/localWorker.ts'

const table = (n: number) =>
  incidentsFrom(
    Array.from({ length: n }, (_, i) => ({
      x: 400_000 + ((i * 7919) % 3000),
      y: 300_000,
      day: 20_000 + ((i * 31) % 300),
    })),
  )
const report = { layouts: [['id', 'date']] } as never
const view = (name: string) => ({ name, hash: 'v=1&view=zones' })

let pool: Runner
beforeEach(() => {
  pool = new Runner(() => localWorker(), 1)
  usePool(pool)
})
afterEach(() => {
  forget()
  useUsual.setState({ usual: [] })
  pool.end()
})

describe('usual views', () => {
  it('are those the user kept, not those of a colleague’s package', async () => {
    followViews()
    const incidents = {
      kind: 'incidents' as const,
      name: 'a.csv',
      incidents: table(20),
      text: {} as never,
      report,
    }
    accept([incidents], [], false)
    change('view saved', { views: [view('mine')] })
    const names = () => useUsual.getState().usual.flatMap((u) => u.views.map((v) => v.name))
    expect(names()).toEqual(['mine'])
    for (const views of [[], [view('theirs')]])
      await openPackage({
        version: 1,
        project: { ...emptyProject, views },
        incidents: { name: 'b.csv', sample: false, table: table(30), text: {} as never, report },
        visits: [],
      }).catch(() => undefined)
    expect(useStore.getState().project.views).toEqual([view('theirs')])
    expect(names()).toEqual(['mine'])
  })
})

describe('a view of the last 28 days', () => {
  const extract = (n: number) => ({
    ...{ kind: 'incidents' as const, name: `${n}.csv`, incidents: table(n), text: {} as never, report },
  })
  const period = () => useStore.getState().project.clauses.find((c) => c.kind === 'period')
  const last = () => useStore.getState().incidents!.table.span.last
  const days = (fromDay: number, toDay: number) =>
    setClause('period', { source: 'period', kind: 'period', fromDay, toDay })
  const saved = () => useStore.getState().project.views

  it('is the last 28 days of next week’s file, and of a day that is chosen nothing but that', () => {
    accept([extract(3)], [], false)
    const before = last()
    days(before - 27, before)
    saveView('Four weeks')
    days(before - 29, before - 2)
    saveView('Those days')
    change('as-at date', { asAt: '2024-11-01' })
    const chosen = 20_028
    days(chosen - 27, chosen)
    saveView('All Hallows')
    change('as-at date', { asAt: 'auto' })

    accept([extract(9)], [], false)
    expect(last()).toBeGreaterThan(before)
    const [fourWeeks, thoseDays, hallows] = saved()
    openView(thoseDays)
    expect(period()).toMatchObject({ fromDay: before - 29, toDay: before - 2 })
    openView(hallows)
    expect(period()).toMatchObject({ fromDay: chosen - 27, toDay: chosen })
    openView(fourWeeks)
    expect(period()).toMatchObject({ fromDay: last() - 27, toDay: last() })
    expect(viewInFront(saved())).toBe(fourWeeks)
    days(before - 27, before)
    expect(viewInFront(saved())).toBeUndefined()
  })
  it('asks for the last days of another file too, where other days go', () => {
    change('views', { views: [] })
    accept([extract(3)], [], false)
    days(last() - 27, last())
    saveView('Four weeks')
    expect(asOf(withoutDays(saved()[0].hash), 20_500)).toContain(`f.period.period=${20_473}.${20_500}`)
    // what is no number of days changes nothing
    expect(asOf('v=1&last=x', 20_500)).toBe('v=1')
  })
})

describe('a briefing', () => {
  it('waits for the filters of now when they are changed while it is worked out', async () => {
    accept(
      [{ kind: 'incidents', name: 'a.csv', incidents: table(400), text: {} as never, report }],
      [],
      false,
    )
    const zones = SCREENS.find((s) => s.id === 'zones')!
    const choice = { parts: [{ id: 'zones', full: true }], rows: 8, addresses: false, picture: 'a4' } as const
    const done = settled(choice, () => undefined, new AbortController().signal)
    setClause('weekdays', { source: 'weekdays', kind: 'weekdays', weekdays: [0, 1, 2, 3] })
    await done
    const plan = planRun(useStore.getState(), zones)
    expect(useStore.getState().runs.zones).toMatchObject({
      status: 'done',
      made: { key: 'key' in plan && plan.key },
    })
  })
})

describe('what the shell holds of incidents', () => {
  it('goes when they are erased, and an area with its plane', () => {
    const incidents = (crs: string) => ({
      kind: 'incidents' as const,
      name: 'a.csv',
      incidents: { ...table(5), crs, fingerprint: crs },
      text: {} as never,
      report,
    })
    accept([incidents('EPSG:27700')], [], false)
    useLooking.setState({ query: 'blue van', area: { name: 'Drawn', polygons: [] } })
    useMaps.setState({
      maps: {
        zones: { key: 'k', ground: undefined, notes: useStore.getState().project.mapNotes, url: 'blob:none' },
      },
    })
    accept([incidents('EPSG:29902')], [], false)
    expect(useLooking.getState()).toMatchObject({ query: 'blue van', area: undefined })
    forget()
    expect(useLooking.getState()).toMatchObject({ query: '', how: 'words' })
    expect(useMaps.getState().maps).toEqual({})
  })
})
