import { describe, expect, it } from 'vitest'
import { overlayLayers, overlayTitle, signOf, starts } from '../../src/desk/overlays.ts'
import { type OverlayFile, withOverlay } from '../../src/state/store.ts'

const opened = (name: string, n = 2) => ({
  kind: 'overlay' as const,
  name,
  lng: Float64Array.from({ length: n }, (_, i) => -1 + i / 100),
  lat: new Float64Array(n).fill(52),
  labels: { codes: new Uint32Array(n).fill(1), values: ['', 'The Swan'] },
  label: 'name',
  choices: ['name'],
  rows: n,
  leftOut: [],
  notes: [],
})
const after = (...names: string[]) =>
  names.reduce<readonly OverlayFile[]>((all, name) => withOverlay(all, opened(name), []), [])

describe('partner overlays', () => {
  it('keep their symbol while others come and go, and a file read again takes its own place', () => {
    const three = after('pubs.csv', 'cameras.csv', 'schools.csv')
    expect(three.map((o) => o.sign)).toEqual([0, 1, 2])
    const two = three.filter((o) => o.name !== 'cameras.csv')
    expect(withOverlay(two, opened('lights.csv'), []).map((o) => o.sign)).toEqual([0, 2, 1])
    const hidden = three.map((o) => ({ ...o, on: o.name !== 'pubs.csv' }))
    const again = withOverlay(hidden, opened('pubs.csv', 5), [])
    expect(again.map((o) => [o.name, o.lng.length, o.sign, o.on])).toEqual([
      ['pubs.csv', 5, 0, false],
      ['cameras.csv', 2, 1, true],
      ['schools.csv', 2, 2, true],
    ])
  })

  it('differ by shape before they differ by colour', () => {
    const signs = Array.from({ length: 12 }, (_, i) => signOf(i))
    expect(new Set(signs.slice(0, 4).map((s) => s.shape)).size).toBe(4)
    expect(new Set(signs.slice(0, 4).map((s) => s.ink)).size).toBe(1)
    expect(new Set(signs.map((s) => `${s.shape} ${s.ink}`)).size).toBe(12)
    // a filled dot is an incident, never a partner's place
    expect(signs.some((s) => (s.shape as string) === 'dot')).toBe(false)
  })

  it('draw what is switched on, say that it is not counted, and are the same objects until something changes', () => {
    const all = after('x/licensed_premises.csv', 'cameras.csv')
    const [pubs, cameras] = overlayLayers(all)
    expect([pubs.label, cameras.label]).toEqual([
      'licensed premises (2, not counted)',
      'cameras (2, not counted)',
    ])
    expect(pubs.tip!(0)).toEqual({
      title: 'The Swan',
      lines: ['licensed premises: partner overlay, not counted'],
    })
    expect(overlayLayers(all)[0]).toBe(pubs)
    const one = all.map((o) => (o.name === 'cameras.csv' ? o : { ...o, on: false }))
    expect(overlayLayers(one)).toEqual([cameras])
    // rows of all overlays are numbered through, as their table is
    expect(starts(all)).toEqual([0, 2])
    expect(cameras.kind === 'points' && [...cameras.rows!]).toEqual([2, 3])
  })

  it('are called after their file', () => {
    expect(overlayTitle({ name: 'drop.zip › a/street_lights-2026.geojson' })).toBe('street lights 2026')
  })
})
