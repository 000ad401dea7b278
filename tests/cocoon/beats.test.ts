/** Homes whose address file names no beat are in that of a file of boundaries. */
import { describe, expect, it } from 'vitest'
import { beatAreas, beatFinder } from '../../src/cocoon/beats.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'
import type { Boundary } from '../../src/core/geometry/area.ts'
import { home, homesOf, incidentsOf, TODAY } from './town.ts'

const area = (name: string, a: number, b: number, set = 'beats.geojson', kind = ''): Boundary => ({
  ...{ name, set, kind, numbers: {} },
  polygons: [[Float64Array.from([a, -50, b, -50, b, 50, a, 50, a, -50])]],
})
const P = { ...defaults(protocolSchema), byBeat: true, officers: 2, capacity: 0 }

describe('beats of a file of boundaries', () => {
  const made = (beat: (k: number) => string) =>
    homesOf(
      Array.from({ length: 20 }, (_, k) => ({
        x: 6 * k,
        y: 0,
        street: 'Long Road',
        number: 2 * k + 1,
        beat: beat(k),
      })),
    )
  const areas = [area('HM1 West', -10, 57), area('HM2 East', 57, 200)]
  const list = (beat: (k: number) => string, beats?: readonly Boundary[]) => {
    const homes = made(beat)
    const { table, text, rows } = incidentsOf(homes, [{ at: home(homes, '19 Long') }])
    return cocoonList({ table, text, doors: prepareHomes(homes), rows, today: TODAY, protocol: P, beats })
  }
  const numbersOf = (l: ReturnType<typeof list>) =>
    l.rounds.map((r) => [
      r.beats,
      l.visits
        .filter((v) => v.round === r.number)
        .map((v) => parseInt(v.address))
        .sort((a, b) => a - b),
    ])

  it('keep rounds within beats, and say whose they are', () => {
    const l = list(() => '', areas)
    expect(numbersOf(l)).toEqual([
      [['HM1 West'], [11, 13, 15, 17, 19]],
      [['HM2 East'], [21, 23, 25, 27]],
    ])
    expect(l.notes.join(' ')).toMatch(
      /names no beat for 9 calls: their beats are those of the open file of boundaries/,
    )
    expect(l.notes.join(' ')).not.toContain('not kept within beats')
  })
  it('give way to the address file’s own column', () => {
    expect(numbersOf(list(() => 'B7', areas)).map(([b]) => b)).toEqual([['B7'], ['B7']])
  })
  it('leave what they do not hold together, and say so', () => {
    expect(list(() => '', [areas[0]]).notes.join(' ')).toMatch(/4 calls lie in no beat of that file/)
    expect(list(() => '').notes.join(' ')).toContain('not kept within beats')
  })
})

describe('which areas are beats', () => {
  const wards = [area('Ashley', 0, 9, 'wards.geojson'), area('Study', 0, 9, 'wards.geojson', 'study-area')]
  const set = (name: string) => [area('HM1 West', 0, 5, name), area('HM2 East', 5, 9, name)]
  const names = (some: readonly Boundary[], beats: string[] = []) => beatAreas(some, beats).map((a) => a.name)
  it.each([
    ['the only file', set('areas.geojson'), [], ['HM1 West', 'HM2 East']],
    ['the file called beats', [...wards, ...set('Harrowmere beats 2026')], [], ['HM1 West', 'HM2 East']],
    ['the kind they say', [...wards, area('X', 0, 9, 'a.gpkg', 'Beat')], [], ['X']],
    [
      'the names of the incidents',
      [...wards, ...set('areas.geojson')],
      ['', 'HM1'],
      ['HM1 West', 'HM2 East'],
    ],
    ['none, where it is open', [...wards, ...set('areas.geojson')], ['', 'N4'], []],
    ['no study area', [wards[1]], [], []],
  ])('%s', (_, some, beats, found) => expect(names(some, beats)).toEqual(found))
  it('find the first that holds a home, by its place', () => {
    const at = beatFinder(set('a'), { x: [1, 5, 9, 20], y: [0, 0, 0, 0] })
    expect([0, 1, 2, 3].map(at)).toEqual(['HM1 West', 'HM2 East', '', ''])
    // as far east as the areas, but north and south of them; and the other way round
    const aside = beatFinder(set('a'), { x: [1, 1, -9, 20], y: [60, -60, 0, 0] })
    expect([0, 1, 2, 3].map(aside)).toEqual(['', '', '', ''])
  })
})
