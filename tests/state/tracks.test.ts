/** Tracks in the session: what a second drop does, and which runs they belong to. */
import { beforeEach, describe, expect, it } from 'vitest'
import { META as patrol } from '../../src/analyses/patrol/params.ts'
import { META as hotspots } from '../../src/analyses/hotspots/params.ts'
import type { IncidentText } from '../../src/core/table/incidents.ts'
import type { Track } from '../../src/core/geometry/tracks.ts'
import type { ImportReport, Opened } from '../../src/import/contract.ts'
import { planRun } from '../../src/state/plan.ts'
import { accept, forget, setSession, useStore } from '../../src/state/store.ts'
import { townOf } from '../analyses/town.ts'

const track = (file: string, n = 2): Track => ({
  file,
  name: '',
  legs: [
    {
      lng: new Float64Array(n),
      lat: new Float64Array(n),
      utc: Float64Array.from({ length: n }, (_, i) => i),
      clock: Float64Array.from({ length: n }, (_, i) => i),
    },
  ],
})
const opened = (name: string, n?: number): Opened => ({
  kind: 'tracks',
  name,
  tracks: [track(name, n)],
  notes: [],
})

const load = () =>
  setSession({
    incidents: {
      name: 'a.csv',
      table: townOf([{ x: 450_000, y: 300_000, minute: 600 }]),
      text: {} as IncidentText,
      report: {} as ImportReport,
      sample: false,
      files: [],
    } as never,
  })

const keyOf = (meta: typeof patrol | typeof hotspots): string => {
  const plan = planRun(useStore.getState(), meta as typeof patrol)
  if ('refused' in plan) throw new Error(plan.refused)
  return plan.key
}

beforeEach(() => forget())

describe('tracks', () => {
  it('of the same file replace themselves: their minutes must not count twice', () => {
    accept([opened('a.gpx'), opened('b.gpx')], [], false)
    accept([opened('a.gpx', 5)], [], false)
    expect(useStore.getState().tracks.map((t) => [t.name, t.tracks[0].legs[0].lng.length])).toEqual([
      ['b.gpx', 2],
      ['a.gpx', 5],
    ])
    forget()
    expect(useStore.getState().tracks).toEqual([])
  })

  it('make a new run of the methods that read them, and of no other', () => {
    load()
    const [p, h] = [keyOf(patrol), keyOf(hotspots)]
    accept([opened('a.gpx')], [], false)
    expect(keyOf(hotspots)).toBe(h)
    const one = keyOf(patrol)
    expect(one).not.toBe(p)
    accept([opened('a.gpx', 3)], [], false)
    expect(keyOf(patrol)).not.toBe(one)
    const plan = planRun(useStore.getState(), patrol)
    expect('input' in plan && plan.input.tracks?.map((t) => t.file)).toEqual(['a.gpx'])
    const other = planRun(useStore.getState(), hotspots)
    expect('input' in other && other.input.tracks).toBeUndefined()
  })
})
