import { expect, it } from 'vitest'
import { zoneFeatures, type ZoneLike } from '../../../src/core/near/zoneFeatures.ts'

const zone: ZoneLike = {
  ...{ name: 'B2', tier: 'B', rank: 2, street: 'Elm Road', age: 3, risk: 1.23456789, hectares: 2.345678 },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
  incidents: Uint32Array.of(4, 11),
  ...{ oldest: 0, newest: 31, expires: 59 },
}

it('writes each zone as a feature, figures to six digits and hectares to two', () => {
  const properties = {
    ...{ zone: 'B2', tier: 'B', rank: 2, street: 'Elm Road', incidents: 2, ids: ['4', '11'] },
    ...{
      oldest: '1970-01-01',
      newest: '1970-02-01',
      expires: '1970-03-01',
      age: 3,
      risk: 1.23457,
      hectares: 2.35,
    },
  }
  expect(zoneFeatures([zone])).toEqual({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id: 'B2', geometry: zone.geometry, properties }],
  })
  expect(zoneFeatures([zone, zone], (row) => `C/${row}`).features[1].properties.ids).toEqual(['C/4', 'C/11'])
  expect(zoneFeatures([]).features).toEqual([])
})
