import { afterEach, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../src/import/contract.ts'
import {
  deleteProfile,
  pinned,
  profilesFile,
  remember,
  rememberHomes,
  renameProfile,
  restoreProfiles,
  takeProfiles,
  useProfiles,
} from '../../src/state/profiles.ts'

const report = (header: string[], dates?: Partial<ImportReport['dates']>) =>
  ({
    layouts: [header],
    dates: { order: 'dmy', ordered: 9, agree: 0, against: 0, utc: 0, ...dates },
  }) as unknown as ImportReport
const all = () => useProfiles.getState().profiles
afterEach(() => restoreProfiles([]))

describe('profiles', () => {
  it('are remembered by layout, keep their name, and the newest stands first', () => {
    remember('week-23.csv', { crs: 'EPSG:27700' }, report(['a', 'b']), '2026-06-08')
    remember('other.xlsx', {}, report(['c']), '2026-06-09')
    renameProfile(all()[1], 'Niche weekly')
    remember('week-24.csv', { crs: 'EPSG:4326' }, report(['b', 'a']), '2026-06-15')
    expect(all().map((p) => [p.name, p.options.crs, p.saved])).toEqual([
      ['Niche weekly', 'EPSG:4326', '2026-06-15'],
      ['other', undefined, '2026-06-09'],
    ])
    deleteProfile(all()[0])
    expect(all()).toHaveLength(1)
  })

  it('remember an address file’s columns, and bring them back from a file', () => {
    const homeColumns = { address: 'Place', class: null }
    rememberHomes('homes-june.csv', ['Place', 'E', 'N'], { homeColumns }, '2026-06-08')
    renameProfile(all()[0], 'Council homes')
    rememberHomes('homes-july.csv', ['N', 'E', 'Place'], { homeColumns }, '2026-07-08')
    expect(all()).toMatchObject([{ name: 'Council homes', options: { homeColumns }, saved: '2026-07-08' }])
    const file = profilesFile()
    restoreProfiles([])
    takeProfiles(file.replace('"class"', '"class":null,"nonsense"'))
    expect(all()[0].options.homeColumns).toEqual(homeColumns)
  })

  it('pin the order of day and month only where the dates proved it', () => {
    expect(pinned({}, report([], { agree: 3 }))).toEqual({ dateOrder: 'dmy' })
    expect(pinned({}, report([], { agree: 3, against: 1 }))).toEqual({})
    expect(pinned({}, report([]))).toEqual({})
    expect(pinned({ dateOrder: 'mdy' }, report([], { agree: 3 }))).toEqual({ dateOrder: 'mdy' })
  })

  it('go into a file and come back from it', () => {
    remember('week-23.csv', { offences: { Shoplifting: 'other' } }, report(['a', 'b']), '2026-06-08')
    const before = all()
    const file = profilesFile()
    restoreProfiles([])
    expect(takeProfiles(file)).toEqual({ taken: 1, leftOut: 0 })
    expect(all()).toEqual(before)
  })

  it('are taken only where they are sound; a file that is none is refused in a sentence', () => {
    const file = JSON.stringify({
      version: 1,
      profiles: [{ name: 'x', header: ['a'], options: { crs: 7 } }, { name: 3 }, null],
    })
    expect(takeProfiles(file)).toEqual({ taken: 1, leftOut: 2 })
    expect(all()[0].options).toEqual({})
    for (const bad of ['{', '[]', 'null', '{"profiles":3}', '{"version":9,"profiles":[]}'])
      expect(() => takeProfiles(bad)).toThrow(/\.$/)
    expect(all()).toHaveLength(1)
  })
})
