/**
 * Opening is one transaction: a mutant of any of our own files is refused with a sentence and has changed nothing, or it is
 * opened and everything that looks at it works. `npm run fuzz` tries 2,000 of each kind.
 */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readRound } from '../../src/cocoon/roundFile.ts'
import { roundState } from '../../src/cocoon/onStreet.ts'
import { readVisits } from '../../src/cocoon/visitFile.ts'
import { coverage, type Visit } from '../../src/cocoon/visits.ts'
import { bundle } from '../../src/core/base/bundle.ts'
import { describe as describeParams, problems } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { applyProject } from '../../src/desk/files/projectFile.ts'
import { viewOf } from '../../src/desk/link.ts'
import { SCHEMAS, soundParams } from '../../src/desk/soundParams.ts'
import { clauseWords, sentenceOf, spanWords } from '../../src/desk/words.ts'
import { asAt, frameOf, rowsOf } from '../../src/state/derived.ts'
import { eraseEverything } from '../../src/state/erase.ts'
import { openPackage, readPackage } from '../../src/state/package.ts'
import { paramsOf } from '../../src/state/plan.ts'
import { takeProfiles, useProfiles } from '../../src/state/profiles.ts'
import { emptyProject, type Project } from '../../src/state/project.ts'
import { change, drift, useStore } from '../../src/state/store.ts'
import { encodeView } from '../../src/state/url.ts'
import { join } from '../../src/state/visits.ts'
import { readSegment } from '../../src/cocoon/teamFolder.ts'
import { soundProfiles } from '../../src/state/profiles.ts'
import { defaultSettings, soundSettings } from '../../src/state/settings.ts'
import { takeBoard } from '../../src/state/team.ts'
import { soundUsual } from '../../src/state/views.ts'
import { soundWork } from '../../src/state/work.ts'
import { draw, incidentsOf } from '../cocoon/town.ts'
import { mutantOf, mutantText } from '../tools/mutants.ts'

const N = Number(process.env.COCOON_FUZZ ?? 150)
const OURS = /^(?!.*(undefined|is not a function|Cannot read|Unexpected|Invalid |Error|\[object)).*\.$/s

const { table, text } = incidentsOf(draw('Harrow Lane | 2 4 6 8'), [{ at: 0 }, { at: 2 }, { at: 4 }])
const report = {
  files: [{ name: 'a.csv', rows: 3, kept: 3, what: 'incidents' }],
  rows: 4,
  kept: 3,
  leftOut: [{ reason: 'no date', n: 1, lines: [{ file: 'a.csv', line: 4, text: '' }] }],
  warnings: [{ what: 'odd', n: 1, problem: 'odd' }],
  precision: 'minute',
  source: 'exact',
  crs: 'plane',
  crsLabel: 'metres',
  columns: [{ field: 'from', column: 'When', evidence: '' }],
  dropped: [],
  droppedPersonal: ['Victim Name'],
  wordings: [{ wording: 'Burglary', offence: 'burglary-home', n: 3 }],
  header: ['When'],
  preview: [],
  notes: ['a note.'],
}
const project: Project = {
  ...emptyProject,
  title: 'Tonight',
  source: { name: 'a.csv', rows: 3, fingerprint: 'f' },
  asAt: '2026-11-20',
  shown: ['zones'],
  camera: { lng: -1.25, lat: 52.5, zoom: 12.5 },
  params: { zones: { radius: 300 }, cocooning: { eachSide: 2 } },
  clauses: [
    { source: 'a', kind: 'offence', offences: ['burglary-home'] },
    { source: 'b', kind: 'period', fromDay: 20_000, toDay: 20_100 },
    { source: 'c', kind: 'weekdays', weekdays: [0, 6] },
    {
      source: 'd',
      kind: 'area',
      name: 'Drawn',
      shape: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }, // prettier-ignore
    },
  ],
  views: [{ name: 'mine', hash: 'v=2&view=zones' }],
  series: [{ id: 's', name: 'S', notes: 'n', members: ['0123456789a'] }],
}
const visit: Visit = {
  ...{ id: 'abcdef-1', home: '10000', list: 'C-1', incident: '', outcome: 'spoken', at: 30_000_000 },
  ...{ device: 'abcdef', note: 'gate', revision: 0 },
}
const leg = {
  lng: Float64Array.of(-1.1, -1.2),
  lat: Float64Array.of(52, 52.1),
  utc: Float64Array.of(5, NaN),
  clock: Float64Array.of(65, NaN),
}
const packed = {
  version: 1,
  project,
  incidents: { name: 'a.csv', sample: false, table, text, report },
  visits: [visit],
  tracks: [{ name: 'b.gpx', tracks: [{ file: 'b.gpx', name: '', legs: [leg] }], notes: [] }],
}
const round = {
  ...{ cocoon: 'round', version: 1, code: 'C-2211-7QKM-1R', title: 'Mill Rise', marking: 'OFFICIAL' },
  ...{ asAt: 99_000, expires: 99_000, length: 10, minutes: 5, beats: ['B'], shift: 0 },
  tiers: [{ tier: 'A', name: 'a', says: 'b' }],
  calls: [
    {
      ...{ label: '1', address: '2 Mill Rise', homes: [{ key: '7', flat: '' }], relation: 'near', why: '' },
      ...{ tier: 'A', due: 0, expires: 99_000, lng: -1.2, lat: 53 },
    },
  ],
}

/** Looks at everything the panels look at first. */
function look(): void {
  const s = useStore.getState()
  asAt(s)
  s.project.clauses.map((c) => clauseWords(c))
  for (const [id, schema] of Object.entries(SCHEMAS)) {
    const params = paramsOf(s, id, schema)
    expect(problems(schema, params)).toEqual({})
    describeParams(schema, params)
  }
  if (!s.incidents) return
  const t = s.incidents.table
  rowsOf(s)
  frameOf(t)
  spanWords(t)
  for (let i = 0; i < t.n; i++) {
    for (const c of Object.values(s.incidents.text)) textAt(c, i)
    for (const c of [t.wording, t.beat, t.street, t.outcome]) expect(typeof dictAt(c, i)).toBe('string')
  }
}

/** What a refused file must leave as it was. */
const standing = () => {
  const { project, incidents, visits, past, tracks } = useStore.getState()
  return [project, incidents, visits, past, tracks, useProfiles.getState().profiles]
}

async function tryAll(
  make: (rng: Stream) => unknown,
  open: (mutant: unknown) => unknown,
): Promise<{ opened: number; refused: number }> {
  let [opened, refused] = [0, 0]
  for (let k = 0; k < N; k++) {
    const mutant = make(new Stream(20_261_128, k))
    const before = standing()
    try {
      await open(mutant)
    } catch (error) {
      refused++
      expect(sentenceOf(error, `a library spoke: ${String(error)}`), `mutant ${k}`).toMatch(OURS)
      standing().forEach((part, i) => expect(part, `mutant ${k}, part ${i}`).toBe(before[i]))
      continue
    }
    opened++
    look()
  }
  return { opened, refused }
}

beforeEach(async () => {
  await eraseEverything(false)
  useStore.setState({ project: emptyProject, past: [], future: [] })
})

const WAIT = 900_000
const json = (v: unknown) => JSON.stringify(v) ?? 'null'
/** Half of the mutants as values, half as text. */
const either = (good: unknown) => (rng: Stream) =>
  rng.below(2) ? json(mutantOf(good, rng)) : mutantText(json(good), rng)
const parse = (t: string): unknown => {
  try {
    return JSON.parse(t)
  } catch {
    throw new Error('It holds no JSON.')
  }
}

describe('mutants', () => {
  it(
    'of a package',
    async () => {
      const { opened, refused } = await tryAll(
        (rng) => {
          if (rng.below(3) > 0) return bundle(mutantOf(packed, rng))
          const bytes = bundle(packed)
          for (let k = 0; k < 8; k++) bytes[rng.below(bytes.length)] = rng.below(256)
          return bytes.slice(0, rng.below(4) ? undefined : rng.below(bytes.length))
        },
        (bytes) => {
          // as `receive` opens it
          const read = readPackage(bytes as Uint8Array)
          const { params } = soundParams(read.project.params)
          return openPackage({ ...read, project: { ...read.project, params } })
        },
      )
      expect(refused).toBeGreaterThan(N / 4)
      expect(opened).toBeGreaterThan(0)
    },
    WAIT,
  )

  it(
    'of a project',
    async () => {
      const { opened, refused } = await tryAll(either(project), (t) => applyProject(parse(t as string)))
      expect(Math.min(opened, refused)).toBeGreaterThan(N / 10)
    },
    WAIT,
  )

  it(
    'of a round',
    async () => {
      const { refused } = await tryAll(either(round), (t) => {
        const r = readRound(t as string)
        roundState(r, [visit])
        JSON.stringify(r)
      })
      expect(refused).toBeGreaterThan(N / 4)
    },
    WAIT,
  )

  it(
    'of visits',
    async () => {
      await tryAll(either({ cocoon: 'visits', version: 1, visits: [visit, visit] }), async (t) => {
        const { visits } = readVisits(t as string)
        await join(visits)
        coverage([{ home: '10000', due: 1 }], visits)
      })
    },
    WAIT,
  )

  it(
    'of profiles',
    async () => {
      const profile = { name: 'n', header: ['a', 'b'], options: { columns: { from: 'a' } }, saved: '' }
      await tryAll(either({ cocoon: 'profiles', version: 1, profiles: [profile, profile] }), (t) =>
        takeProfiles(t as string),
      )
    },
    WAIT,
  )

  it(
    'of a link',
    async () => {
      const hash = encodeView(project, SCHEMAS)
      const { refused } = await tryAll(
        (rng) => mutantText(hash, rng),
        (h) => {
          const { view, problems: told } = viewOf(h as string)
          for (const p of told) expect(p).toMatch(OURS)
          drift(view)
        },
      )
      expect(refused).toBe(0)
    },
    WAIT,
  )
})

describe('mutants of what is kept', () => {
  it('of the work of a tab', async () => {
    const kept = {
      ...{ version: 1, tab: 'a', at: 1.7e12, sample: false, files: ['a.csv'], beside: [], project },
      past: [
        { what: 'title', parts: { title: 'x' } },
        { what: 'clauses', parts: { clauses: [] } },
      ],
      future: [{ what: 'series', parts: { series: project.series } }],
    }
    expect(soundWork(kept)).toMatchObject({ past: [{ what: 'clauses' }, { what: 'title' }] })
    await tryAll(
      (rng) => mutantOf(kept, rng),
      (v) => {
        const work = soundWork(v)
        if (!work) throw new Error('It is put aside.')
        for (const p of [work.project, ...[...work.past, ...work.future].map((s) => s.project)])
          applyProject(JSON.parse(JSON.stringify(p)))
      },
    )
  })

  it(
    'of a team’s segment',
    async () => {
      const item = { kind: 'door', id: '7', revision: 0, at: 5, device: 'abcdef', value: { mark: 'refused' } }
      const segment = { cocoon: 'segment', version: 1, device: 'abcdef', visits: [visit], items: [item] }
      await tryAll(either(segment), async (t) => {
        // the desk makes a sentence of the folder's phrase
        const board = (() => {
          try {
            return readSegment(t as string)
          } catch (error) {
            throw new Error(`It cannot be used: ${(error as Error).message}.`, { cause: error })
          }
        })()
        await takeBoard(board)
      })
    },
    WAIT,
  )

  it('of settings, views and profiles leave a page that stands', () => {
    const stores = [
      [{ ...defaultSettings, own: { zones: { radius: 300 } } }, soundSettings],
      [
        { version: 1, usual: [{ kind: 'k', fingerprint: 'f', views: [{ name: 'n', hash: 'v=1' }] }] },
        soundUsual,
      ],
      [{ version: 1, profiles: [{ name: 'n', header: ['a'], options: {}, saved: '' }] }, soundProfiles],
    ] as const
    for (const [good, sound] of stores)
      for (let k = 0; k < N; k++) {
        const { value } = sound(mutantOf(good, new Stream(20_261_128, k)))
        // what is taken for sound is so again, and nothing of it is lost on the shelf
        expect(sound(JSON.parse(JSON.stringify(value))).bad.length, `mutant ${k}`).toBeLessThan(2)
        expect(value).not.toBeNull()
      }
  })
})

describe('a package that cannot be kept', () => {
  it('has changed nothing', async () => {
    change('title', { title: 'mine' })
    const before = standing()
    const full = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new Error('denied')
    })
    await expect(openPackage(readPackage(bundle(packed)))).rejects.toThrow(/did not keep it/)
    full.mockRestore()
    expect(standing()).toEqual(before)
  })

  it('loses what of it is no visit, and says how many', async () => {
    const read = readPackage(bundle({ ...packed, visits: [null, visit, 7] }))
    expect(read).toMatchObject({ visits: [visit], leftOut: 2 })
    expect(await openPackage(read)).toEqual({ added: 1, corrected: 0, known: 0 })
  })
})
