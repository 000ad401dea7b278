/** Areas shaded by class: what is drawn and what the legend says of it. */
import { describe, expect, it } from 'vitest'
import type { AreasLayer } from '../../src/map/kit.ts'
import { legendOf } from '../../src/map/legendModel.ts'
import { nativeJson, nativeLayers } from '../../src/map/native.ts'
import { rampColours } from '../../src/map/theme.ts'

const square = (x: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, 0],
      [x + 1, 0],
      [x + 1, 1],
      [x, 0],
    ],
  ],
})
const spec: AreasLayer = {
  kind: 'areas',
  id: 'areas',
  label: 'Per 1,000 homes',
  fill: true,
  ramp: { name: 'density', steps: 3 },
  areas: [
    { geometry: square(0), ink: 'tierA', shade: 2 },
    { geometry: square(1), ink: 'outline', shade: 0 },
    { geometry: square(2), ink: 'outline' },
  ],
  classes: [
    { ink: 'outline', label: '20 and over', shade: 2 },
    { ink: 'outline', label: 'under 10', shade: 0 },
    { ink: 'tierA', letter: '▲', label: 'above' },
  ],
}
const groups = [{ id: 'g', title: 'Areas', visible: true, layers: [spec] }]

describe('areas shaded by class', () => {
  it.each(['light', 'dark', 'paper'] as const)(
    'take their colour from the ramp of %s, and so does the legend',
    (theme) => {
      const colours = rampColours('density', theme, 3)
      const [{ layers }] = nativeLayers(groups, theme)
      expect(JSON.stringify(layers[0].layer)).toContain(JSON.stringify(colours))
      const lines = legendOf(groups, theme)[0].blocks[0].lines
      expect(lines.map((l) => l.sign)).toEqual([
        { type: 'swatch', colour: colours[2], hatched: false },
        { type: 'swatch', colour: colours[0], hatched: false },
        { type: 'chip', ink: 'tierA', text: '▲' },
      ])
    },
  )

  it('keep the fill of an ink for areas without a class, and an outline for each ink', () => {
    const [{ layers }] = nativeLayers(groups, 'light')
    expect(layers.map((l) => l.layer.type)).toEqual(['fill', 'fill', 'line', 'fill', 'line'])
    const { features } = JSON.parse(nativeJson(spec)) as { features: { properties: object }[] }
    expect(features.map((f) => f.properties)).toEqual([
      { ink: 'tierA', shade: 2 },
      { ink: 'outline', shade: 0 },
      { ink: 'outline' },
    ])
  })
})
