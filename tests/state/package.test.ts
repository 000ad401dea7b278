/** A package opened in another browser is the same project, the same incidents and the same visits. */
import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { bundle } from '../../src/core/base/bundle.ts'
import { eraseEverything } from '../../src/state/erase.ts'
import { emptyProject } from '../../src/state/project.ts'
import { makePackage, openPackage, packed, readPackage } from '../../src/state/package.ts'
import { makeKey, unseal } from '../../src/state/seal.ts'
import { accept, useStore } from '../../src/state/store.ts'
import { record } from '../../src/state/visits.ts'
import { draw, incidentsOf } from '../cocoon/town.ts'

vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))

const report = {
  files: [],
  rows: 3,
  kept: 2,
  leftOut: [
    { reason: 'no date', n: 1, lines: [{ file: 'a.csv', line: 4, text: 'Mrs Secret,01632 960001' }] },
  ],
  warnings: [],
  precision: 'minute',
  source: 'exact',
  crs: 'plane',
  crsLabel: 'metres',
  columns: [],
  dropped: [],
  droppedPersonal: ['Victim Name'],
  wordings: [],
  header: ['Victim Name'],
  preview: [['Mrs Secret']],
  notes: [],
} as const

it('goes round: into a file, out of the browser, into another', async () => {
  const { table, text } = incidentsOf(draw('Harrow Lane | 2 4 6'), [{ at: 0 }, { at: 2 }])
  accept([{ kind: 'incidents', name: 'force.csv', incidents: table, text, report: report as any }], [], false)
  useStore.setState({ project: { ...useStore.getState().project, title: 'Tonight', asAt: '2026-11-22' } })
  const visit = await record({ home: '10000', list: 'C', outcome: 'spoken', note: 'camera', at: 5 })
  const file = await makePackage(packed(useStore.getState())!, await makeKey('open sesame now'))

  // another browser
  await eraseEverything(false)
  const { kind, content } = await unseal(new Uint8Array(await file.arrayBuffer()), 'open sesame now')
  expect(kind).toBe('package')
  expect(await openPackage(readPackage(content))).toEqual({ added: 1, corrected: 0, known: 0 })
  const s = useStore.getState()
  expect(s.incidents!.table).toEqual(table)
  expect(s.incidents!.text).toEqual(text)
  expect(s.incidents!.name).toBe('force.csv')
  expect(s.project).toMatchObject({ title: 'Tonight', asAt: '2026-11-22' })
  expect(s.visits).toEqual([visit])

  // raw rows may hold columns that were dropped for good reason: their number travels, their text does not
  expect(s.incidents!.report).toMatchObject({ rows: 3, kept: 2, preview: [] })
  expect(s.incidents!.report.leftOut[0].lines).toEqual([{ file: 'a.csv', line: 4, text: '' }])
  expect(new TextDecoder().decode(content)).not.toMatch(/Secret|960001/)
})

it('refuses a package with a column missing or of another length', () => {
  const { table, text } = incidentsOf(draw('Harrow Lane | 2 4 6'), [{ at: 0 }])
  const good = {
    version: 1,
    project: emptyProject,
    incidents: { name: 'a', sample: false, table, text, report },
    visits: [],
  }
  const withTable = (over: object) =>
    bundle({ ...good, incidents: { ...good.incidents, table: { ...table, ...over } } })
  expect(readPackage(bundle(good)).incidents.table).toEqual(table)
  expect(() => readPackage(withTable({ x: new Float64Array(2) }))).toThrow(/not whole/)
  expect(() => readPackage(withTable({ beat: undefined }))).toThrow(/not whole/)
  expect(() => readPackage(bundle({ ...good, version: 2 }))).toThrow(/newer Cocoon/)
  expect(() => readPackage(bundle(null))).toThrow(/not whole/)
})

it('takes the recorded tracks along, and refuses them where a column is short', async () => {
  const { table, text } = incidentsOf(draw('Harrow Lane | 2 4 6'), [{ at: 0 }])
  accept([{ kind: 'incidents', name: 'force.csv', incidents: table, text, report: report as any }], [], false)
  expect(packed(useStore.getState())).not.toHaveProperty('tracks')
  const leg = {
    lng: Float64Array.of(-1.1, -1.2),
    lat: Float64Array.of(52, 52.1),
    utc: Float64Array.of(5, NaN),
    clock: Float64Array.of(65, NaN),
  }
  const tracks = [
    { name: 'beat.gpx', tracks: [{ file: 'beat.gpx', name: '', legs: [leg] }], notes: ['One leg.'] },
  ]
  useStore.setState({ tracks })
  const file = await makePackage(packed(useStore.getState())!, await makeKey('open sesame now'))
  await eraseEverything(false)
  expect(useStore.getState().tracks).toEqual([])
  const { content } = await unseal(new Uint8Array(await file.arrayBuffer()), 'open sesame now')
  await openPackage(readPackage(content))
  expect(useStore.getState().tracks).toEqual(tracks)
  const short = {
    ...tracks[0],
    tracks: [{ ...tracks[0].tracks[0], legs: [{ ...leg, lat: Float64Array.of(52) }] }],
  }
  expect(() => readPackage(bundle({ ...packed(useStore.getState())!, tracks: [short] }))).toThrow(/not whole/)
})
