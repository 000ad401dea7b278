/** Tables as pictures: all that is said is in them, as text and never as markup. */
import { DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { describe, expect, it, vi } from 'vitest'
import { tablePicture, xmlOf, xmlText } from '../../src/ui/picture.ts'
import type { TableModel } from '../../src/ui/table.ts'

const model = (n: number): TableModel => ({
  caption: 'Streets & <worst> first',
  n,
  key: String,
  columns: [
    { key: 'street', label: 'Street', kind: 'text', value: (i) => `Road <${i}>` },
    { key: 'd', label: 'Distance', unit: 'm', kind: 'number', digits: 0, value: (i) => 1200 + i },
  ],
})
const texts = (svg: string): string[] => {
  const errors: string[] = []
  const doc = new DOMParser({ onError: (_, m) => errors.push(m) }).parseFromString(svg, 'image/svg+xml')
  expect(errors).toEqual([])
  return [...doc.getElementsByTagName('text')].map((t) => t.textContent ?? '')
}

describe('a table as a picture', () => {
  it('holds title, heads with units, cells as they read, and where it is from', () => {
    const said = texts(tablePicture(model(3), ['crimes.csv', 'OFFICIAL']))
    for (const t of ['Streets & <worst> first', 'Distance m', 'Road <2>', '1,202', 'crimes.csv · OFFICIAL'])
      expect(said).toContain(t)
  })

  it('says how many rows it leaves out', () => {
    const said = texts(tablePicture(model(100), []))
    expect(said.filter((t) => t.startsWith('Road')).length).toBeLessThan(100)
    expect(said.join('|')).toContain('60 more rows')
  })
})

describe('what a picture is made of', () => {
  it('takes rows in the order in which they stand', () => {
    const said = texts(
      tablePicture(
        model(100),
        [],
        Array.from({ length: 100 }, (_, i) => 99 - i),
      ),
    )
    expect(said).toContain('Road <99>')
    expect(said).not.toContain('Road <0>')
  })

  it('is XML whatever its words hold', () => {
    expect(() => encodeURIComponent(xmlText('a cut \ud83c'))).not.toThrow()
    expect(xmlText('whole \ud83c\udfe0')).toBe('whole \ud83c\udfe0')
    vi.stubGlobal('XMLSerializer', XMLSerializer)
    const part = new DOMParser().parseFromString(
      '<g xmlns="http://www.w3.org/2000/svg"><title>p&#160;=&#160;0.01</title></g>',
      'image/svg+xml',
    )
    const xml = xmlOf([part.documentElement as unknown as Node])
    vi.unstubAllGlobals()
    expect(xml).not.toContain('&nbsp;')
    expect(xml).toContain('p\u00a0=\u00a00.01')
  })
})
