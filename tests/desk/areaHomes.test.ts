/** Homes by area from a CSV: found by code or name, refused where it cannot be told. */
import { describe, expect, it } from 'vitest'
import { withHomes } from '../../src/desk/files/areaHomes.ts'
import type { Boundaries } from '../../src/state/store.ts'

const area = (name: string, code: string, more = {}) => ({
  type: 'Feature' as const,
  properties: { WD24NM: name, WD24CD: code, ...more },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [0, 52],
        [0.1, 52],
        [0.1, 52.1],
        [0, 52],
      ],
    ],
  },
})
const file = (features = [area('Abbey', 'E05000001'), area('St. Mary’s', 'E05000002')]): Boundaries => ({
  name: 'wards.geojson',
  features: { type: 'FeatureCollection', features },
})
const homes = (b: Boundaries) =>
  b.features.features.map((f) => f.properties?.households as number | undefined)

describe('homes by area from a CSV', () => {
  it('are found by the code, thousands commas and all, whatever the column is called', () => {
    const made = withHomes(
      file(),
      'ward code,Households 2021\nE05000002,"1,250"\nE05000001,900\nE05009999,5\n',
      'h.csv',
    )
    expect(homes(made.boundaries)).toEqual([900, 1250])
    expect(made.says).toContain('1 row named no area')
  })
  it('are found by the name without its points and apostrophes', () => {
    expect(homes(withHomes(file(), 'Dwellings;Ward\n40;ABBEY\n50;St Marys\n', 'h.csv').boundaries)).toEqual([
      40, 50,
    ])
  })
  it('take the place of those the file had, and an area without a row has none', () => {
    const made = withHomes(
      file([area('Abbey', 'E1', { households: 7 }), area('Castle', 'E2', { households: 9 })]),
      'code,homes\nE1,30\nE9,1\n',
      'h.csv',
    )
    expect(homes(made.boundaries)).toEqual([30, undefined])
    expect(made.says).toContain('1 area got none')
  })
  it('are refused with a sentence where they cannot be told', () => {
    const says = (text: string) => () => withHomes(file(), text, 'h.csv')
    expect(says('code,population\nE05000001,900\n')).toThrow('counts people')
    expect(says('code,value\nE05000001,900\n')).toThrow('no column named')
    expect(says('code,homes\nX1,900\nX2,9\n')).toThrow('names an area of wards.geojson')
    expect(says('code,homes\nE05000001,900\nE05000001,901\n')).toThrow('more than once')
  })
})
