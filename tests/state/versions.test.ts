/** A file of each version there ever was opens; the next one, which nobody has written yet, is refused with a sentence. */
import 'fake-indexeddb/auto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRound } from '../../src/cocoon/roundFile.ts'
import { readSegment } from '../../src/cocoon/teamFolder.ts'
import { readVisits } from '../../src/cocoon/visitFile.ts'
import { bundle, unbundle } from '../../src/core/base/bundle.ts'
import { schema } from '../../src/core/base/params.ts'
import { parseProfiles } from '../../src/import/meaning/profiles.ts'
import { readPackage } from '../../src/state/package.ts'
import { upgrade } from '../../src/state/project.ts'
import { takeSampleFile } from '../../src/state/sampleFile.ts'
import { unseal } from '../../src/state/seal.ts'
import { decodeView } from '../../src/state/url.ts'
import { soundUsual } from '../../src/state/views.ts'
import { soundWork } from '../../src/state/work.ts'

const HERE = resolve(import.meta.dirname, '../fixtures/versions')
const text = (name: string): string => readFileSync(resolve(HERE, name), 'utf8').trim()
const json = (name: string): any => JSON.parse(text(name))
const bytes = (name: string) => new Uint8Array(Buffer.from(text(name), 'base64'))
/** A fixture as a version that does not exist yet. */
const newer = (name: string): string => JSON.stringify({ ...json(name), version: 99 })

describe('every version of the table', () => {
  const table = readFileSync(resolve(import.meta.dirname, '../../docs/file-formats.md'), 'utf8')
  const KINDS: Readonly<Record<string, string>> = {
    'project file': 'project-N.json',
    link: 'link-N.txt',
    'locked file': 'locked-N.b64',
    'round for a phone': 'round-N.json',
    visits: 'visits-N.json',
    'column profiles': 'profiles-N.json',
    'named views': 'views-N.json',
    'work of a tab': 'work-N.json',
    'dip sample': 'sample-N.json',
    'answers to a dip sample': 'answers-N.json',
    'segment of a team folder': 'segment-N.json',
  }
  it.each(Object.entries(KINDS))('has a file: %s', (kind, name) => {
    const row = new RegExp(`^\\| ${kind}[^|]*\\|[^|]*\\| (\\d+) `, 'm').exec(table)
    const newest = Number(row?.[1])
    expect(newest).toBeGreaterThan(0)
    for (let v = 1; v <= newest; v++)
      expect(existsSync(resolve(HERE, name.replace('N', String(v)))), `${kind} ${v}`).toBe(true)
  })
})

describe('a project', () => {
  it('of version 1 loses the layers nobody chose, and nothing else', () => {
    expect(upgrade(json('project-1.json'))).toMatchObject({
      ...{ version: 3, title: 'Old one', view: 'zones', shown: [], plans: [], series: [] },
      ...{ clauses: [{ kind: 'beat', beats: ['Beat 4'] }], params: { zones: { radius: 300 } } },
    })
  })
  it('of version 2 keeps its views, notes and series', () => {
    expect(upgrade(json('project-2.json'))).toMatchObject({
      ...{ version: 3, shown: ['hotspots'], briefingNotes: 'gate', views: [{ name: 'A' }] },
      series: [{ id: 's', members: ['0123456789a'] }],
    })
  })
  it('of version 3 keeps aside what of its plans is none', () => {
    expect(upgrade(json('project-3.json'))).toMatchObject({ plans: [], plansAside: [null] })
    expect(() => upgrade(JSON.parse(newer('project-3.json')))).toThrow(/newer Cocoon.*\.$/)
  })
})

describe('a link', () => {
  const schemas = {
    zones: schema({
      radius: { type: 'number', label: 'r', help: '', unit: 'm', min: 1, max: 1000, step: 1, default: 400 },
    }),
  }
  it.each([
    [1, []],
    [2, ['hotspots']],
  ])('of version %i says what it said', (v, shown) => {
    const { view, problems } = decodeView(text(`link-${v}.txt`), schemas)
    expect(problems).toEqual([])
    expect(view).toMatchObject({ view: 'zones', shown, params: { zones: { radius: 300 } } })
  })
})

describe('visits', () => {
  it('of version 1 keep their earlier outcomes and lose the address they named', () => {
    const { visits, leftOut } = readVisits(text('visits-1.json'))
    expect(leftOut).toBe(0)
    expect(visits.map((v) => v.outcome)).toEqual(['leaflet', 'not a dwelling'])
    expect(JSON.stringify(visits)).not.toContain('elm')
  })
  it('of version 2 keep their ticks', () => {
    expect(readVisits(text('visits-2.json')).visits[0].ticks).toEqual(['camera', 'leaflet'])
    expect(() => readVisits(newer('visits-2.json'))).toThrow(/newer Cocoon.*\.$/)
  })
})

it('a round of version 1 names its homes by no readable address', () => {
  const round = readRound(text('round-1.json'))
  expect(round.calls[0].homes[0].key).toMatch(/^address #/)
  expect(() => readRound(newer('round-1.json'))).toThrow(/newer Cocoon.*\.$/)
})

it('profiles of version 1 read their layout as they did', () => {
  const { profiles } = parseProfiles(text('profiles-1.json'))
  expect(profiles).toMatchObject([
    { name: 'Weekly', options: { columns: { from: 'When' }, dateOrder: 'dmy' } },
  ])
  expect(() => parseProfiles(newer('profiles-1.json'))).toThrow(/newer Cocoon.*\.$/)
})

it('named views of version 1 are there; those of a later one are put aside whole', () => {
  expect(soundUsual(json('views-1.json'))).toMatchObject({ value: [{ views: [{ name: 'A' }] }], bad: [] })
  expect(soundUsual(JSON.parse(newer('views-1.json')))).toMatchObject({ value: [], bad: [{}] })
})

it('the work of a tab of version 1 is taken up; that of a later one is put aside', () => {
  expect(soundWork(json('work-1.json'))).toMatchObject({
    files: ['evil.csv'],
    past: [{ project: { title: 'before' } }],
  })
  expect(soundWork(JSON.parse(newer('work-1.json')))).toBeUndefined()
})

it('a dip sample of version 1 is taken in, and its answers join it', async () => {
  expect(await takeSampleFile(text('sample-1.json'))).toBe('2 files to read.')
  expect(await takeSampleFile(text('answers-1.json'))).toBe('1 answer taken in.')
  for (const name of ['sample-1.json', 'answers-1.json'])
    await expect(takeSampleFile(newer(name))).rejects.toThrow(/version 99; version 1 was expected.*\.$/)
})

it('a segment of version 1 has its visits and items; a later one is left alone', () => {
  expect(readSegment(text('segment-1.json'))).toMatchObject({
    visits: [{ ticks: ['camera', 'leaflet'] }],
    items: [{ id: 'C-1' }],
  })
  expect(() => readSegment(newer('segment-1.json'))).toThrow(/later version of Cocoon/)
})

describe('a package of version 1', () => {
  it.each([1, 2])(
    'in a locked file of version %i opens with the project and visits of its time',
    async (v) => {
      const { kind, content } = await unseal(bytes(`locked-${v}.b64`), 'lantern cupboard elbow')
      expect(kind).toBe('package')
      const read = readPackage(content)
      expect(read.project).toMatchObject({ version: 3, title: 'Old one' })
      expect(read.incidents.table.n).toBe(2)
      expect(read.visits.map((x) => x.outcome)).toEqual(['leaflet', 'not a dwelling'])
      const later = { ...(unbundle(content) as object), version: 2 }
      expect(() => readPackage(bundle(later))).toThrow(/newer Cocoon.*\.$/)
    },
  )
  it('in a locked file of a later version is refused with a sentence', async () => {
    const b = bytes('locked-2.b64')
    b[8] = 3
    await expect(unseal(b, 'x')).rejects.toThrow(/newer Cocoon.*\.$/)
  })
})
