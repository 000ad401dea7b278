/** Which list the Cocooning view shows: doors of burglaries, or streets of thefts from vehicles. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { type Cocoon, cocooningSchema } from '../../src/state/cocoon.ts'
import { cocoonOf } from '../../src/state/cocoonHere.ts'
import { emptyProject } from '../../src/state/project.ts'
import { type Store, useStore } from '../../src/state/store.ts'
import { decodeView, encodeView } from '../../src/state/url.ts'
import { drop, only } from '../import/drop.ts'

const read = (name: string) => readFileSync(new URL(`../../data/town/${name}`, import.meta.url), 'utf8')
const TODAY = parseIsoDay('2026-11-22')
let loaded: Store

beforeAll(async () => {
  const opened = await drop({
    'incidents.csv': read('incidents.csv'),
    'addresses.csv': read('addresses.csv'),
  })
  const { incidents, text } = only(opened, 'incidents')
  loaded = {
    ...useStore.getState(),
    incidents: { table: incidents, text } as Store['incidents'],
    homes: { homes: only(opened, 'homes').homes } as Store['homes'],
    project: { ...emptyProject, asAt: '2026-11-22' },
  }
}, 60_000)

const withParams = (cocooning: Record<string, unknown>): Store => ({
  ...loaded,
  project: { ...loaded.project, params: { cocooning } },
})
const streetsOf = (c: Cocoon | undefined) => {
  if (c?.kind !== 'streets') throw new Error(`a ${c?.kind} list`)
  return c
}

describe('the list for theft from vehicles', () => {
  it('names streets though an address file is loaded, with the counts of the register', () => {
    const { of, streets } = streetsOf(cocoonOf(withParams({ of: 'vehicles' })))
    expect(of).toBe('vehicles')
    // the register itself: thefts from vehicles reported in the last 42 days, by street and beat
    const want = new Map<string, number>()
    const rows = Papa.parse<Record<string, string>>(read('incidents.csv'), { header: true }).data
    for (const r of rows.filter((r) => r['HO Code'] === '45/10' && r['Reported Date'])) {
      const [d, m, y] = r['Reported Date'].split('/')
      const age = TODAY - parseIsoDay(`${y}-${m}-${d}`)
      if (age < 0 || age > 42 || !r.Easting || r.Easting === '0') continue
      const key = `${r.Street} | ${r.Beat}`
      want.set(key, (want.get(key) ?? 0) + 1)
    }
    const on = streets.streets.filter((s) => s.on > 0)
    expect(new Map(on.map((s) => [`${s.street} | ${s.beat}`, s.on]))).toEqual(want)
    expect(want.size).toBeGreaterThan(5)
    expect(streets.notes.join(' ')).toMatch(/parking places/)
    expect(streets.notes.join(' ')).not.toMatch(/no address file/)
  })

  it('gives way to the doors of a burglary that was asked for, and to doors unless chosen', () => {
    expect(cocoonOf(loaded)?.kind).toBe('doors')
    const row = loaded.incidents!.table.offence.findIndex((o) => o === 1)
    expect(cocoonOf({ ...withParams({ of: 'vehicles' }), cocoonOf: row })?.kind).toBe('doors')
  })

  it('names no street from open data', () => {
    const open = withParams({ of: 'vehicles' })
    const table = { ...open.incidents!.table, source: 'open' as const }
    expect(cocoonOf({ ...open, incidents: { ...open.incidents!, table } })?.kind).toBe('refused')
  })

  it('travels in the link', () => {
    const schemas = { cocooning: cocooningSchema }
    const hash = encodeView(withParams({ of: 'vehicles' }).project, schemas)
    expect(decodeView(hash, schemas)).toMatchObject({
      view: { params: { cocooning: { of: 'vehicles' } } },
      problems: [],
    })
  })
})
