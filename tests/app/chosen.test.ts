/** What is chosen in a list and what is chosen on the map are the same thing, or nothing. */
import { describe, expect, it } from 'vitest'
import { selectionOf, thingOf } from '../../src/app/chosen.ts'
import type { LayerGroup, LayerSpec } from '../../src/map/index.ts'
import { chosenRow, listedLayer } from '../../src/views/method/listed.ts'

const tip = () => ({ title: 'x', lines: [] })
const areas = (id: string, n: number, said = true): LayerSpec => ({
  ...{ kind: 'areas', id, label: id, fill: true },
  areas: Array.from({ length: n }, () => ({
    geometry: { type: 'Polygon' as const, coordinates: [] },
    ink: 'area' as const,
  })),
  ...(said && { tip }),
})
const dots = (id: string, rows: readonly number[]): LayerSpec => ({
  ...{ kind: 'points', id, label: id, ink: 'incident', radius: 3, tip },
  positions: new Float64Array(2 * rows.length),
  rows: Uint32Array.from(rows),
})
const surface = { kind: 'grid', id: 'z', label: 'z', tip } as unknown as LayerSpec
const group = (id: string, ...layers: LayerSpec[]): LayerGroup => ({ id, title: id, visible: true, layers })
const naming = { nameOf: (id: string) => id, isMethod: (id: string) => id === 'zones' || id === 'cells' }
const pick = (g: string, layer: string, index: number, row = index) => ({
  ...{ group: g, layer, index, row, at: [0, 0] as const },
})
const zones = group('zones', areas('tiers', 9, false), areas('zones', 3), dots('live', [4000, 5321]))

describe('a row chosen in a list', () => {
  it('is the thing that says what it is, not a class of ground that is drawn first', () => {
    expect(thingOf([zones], { of: 'zones', row: 1 }, naming)).toEqual({
      ...{ group: 'zones', layer: 'zones', index: 1 },
    })
  })
  it('is nothing on the map where no layer has it', () => {
    expect(thingOf([group('cells', surface, areas('spots', 3))], { of: 'cells', row: 7 }, naming)).toBeNull()
    expect(thingOf([zones], { of: 'zones', row: 1, layer: '' }, naming)).toBeNull()
  })
})

describe('a thing chosen on the map', () => {
  it('stays that thing where a view has several layers of things', () => {
    const plan = group('plans', areas('ring', 1), areas('treated', 1))
    const chosen = selectionOf([plan], pick('plans', 'treated', 0), naming)
    expect(thingOf([plan], chosen, naming)?.layer).toBe('treated')
  })
  it('is the incident where a method draws it, and is found on its dot again', () => {
    const chosen = selectionOf([zones], pick('zones', 'live', 1, 5321), naming)
    expect(chosen).toEqual({ of: 'incidents', row: 5321 })
    expect(thingOf([zones], chosen, naming)).toEqual({ group: 'zones', layer: 'live', index: 1 })
  })
  it('is nothing in a list where it is a cell of a surface', () => {
    const cells = group('cells', surface, areas('spots', 3))
    expect(selectionOf([cells], pick('cells', 'z', 2), naming)).toBeUndefined()
  })
})

describe('the row of a method’s list', () => {
  const spots = () => listedLayer([areas('ground', 3, false), areas('spots', 3)], 3)
  it('is the chosen one where list and layer count alike', () => {
    expect(spots()).toBe('spots')
    expect(chosenRow({ of: 'cells', row: 2, layer: 'spots' }, 'cells', 3, spots)).toBe(2)
    expect(chosenRow({ of: 'cells', row: 2 }, 'cells', 3, spots)).toBe(2)
  })
  it('is none beyond the list, of another list, and of a layer that counts otherwise', () => {
    expect(chosenRow({ of: 'cells', row: 5321 }, 'cells', 3, spots)).toBeUndefined()
    expect(chosenRow({ of: 'cells', row: 3, layer: 'spots' }, 'cells', 3, spots)).toBeUndefined()
    expect(chosenRow({ of: 'zones', row: 1 }, 'cells', 3, spots)).toBeUndefined()
    expect(chosenRow({ of: 'cells', row: 1, layer: 'alerts' }, 'cells', 3, spots)).toBeUndefined()
  })
})
