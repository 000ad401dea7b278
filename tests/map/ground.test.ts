import { readFileSync } from 'node:fs'
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { openArchive, plainText } from '../../src/map/archive.ts'
import { groundFromGeoJson } from '../../src/map/features.ts'
import { attributionOf, groundStyle, openOnline, SLOT, type GroundSource } from '../../src/map/ground.ts'
import { OPENMAPTILES, PROTOMAPS, schemaOf, unknownSchema } from '../../src/map/schema.ts'
import type { ThemeName } from '../../src/map/theme.ts'

const streets = groundFromGeoJson(
  'streets',
  {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { highway: 'residential' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [0, 52],
            [1, 52],
          ],
        },
      },
    ],
  },
  '© Someone',
)
const archive = (schema = OPENMAPTILES, kind: 'vector' | 'raster' = 'vector') => ({
  name: 'a.pmtiles',
  key: 'a0',
  kind,
  encoding: kind === 'vector' ? ('mvt' as const) : ('image' as const),
  schema,
  minZoom: 0,
  maxZoom: 14,
  bounds: [-1, 50, 1, 54] as const,
  attribution: '© OpenStreetMap',
})
const grounds: Record<string, GroundSource> = {
  plain: { kind: 'plain', plane: 'EPSG:27700' },
  'plain with streets': { kind: 'plain', plane: 'EPSG:27700', features: [streets] },
  features: { kind: 'features', features: [streets, streets] },
  online: { kind: 'online', url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '© Tiles' },
  'online style': {
    kind: 'online',
    url: 'https://tiles.example/style.json',
    attribution: '',
    style: {
      version: 8,
      glyphs: 'https://tiles.example/{fontstack}/{range}.pbf',
      sources: {},
      layers: [{ id: 'sea', type: 'background' }],
    },
  },
  openmaptiles: { kind: 'pmtiles', archive: archive() },
  protomaps: { kind: 'pmtiles', archive: archive(PROTOMAPS), features: [streets] },
  'unknown tiles': { kind: 'pmtiles', archive: archive(unknownSchema(['a', 'b'])) },
  'image tiles': { kind: 'pmtiles', archive: archive(OPENMAPTILES, 'raster') },
}

describe('the style of a ground', () => {
  it.each(Object.keys(grounds))('is valid in every theme: %s', (name) => {
    for (const theme of ['light', 'dark', 'paper'] as ThemeName[])
      expect(validateStyleMin(groundStyle(grounds[name], theme)).map((e) => e.message)).toEqual([])
  })

  it.each(Object.keys(grounds))('holds both slots, fills under names, data on top: %s', (name) => {
    const style = groundStyle(grounds[name], 'light')
    const ids = style.layers.map((l) => l.id)
    expect(new Set(ids).size).toBe(ids.length)
    const fills = ids.indexOf(SLOT.fills)
    expect(fills).toBeGreaterThanOrEqual(0)
    expect(ids.at(-1)).toBe(SLOT.data)
    style.layers.forEach((l, i) => {
      if (l.type === 'symbol') expect(i).toBeGreaterThan(fills)
      if (l.type === 'fill') expect(i).toBeLessThan(fills)
    })
  })

  it('asks nobody for anything unless the ground is online', () => {
    for (const [name, ground] of Object.entries(grounds))
      expect(/https?:/.test(JSON.stringify(groundStyle(ground, 'light'))), name).toBe(
        ground.kind === 'online',
      )
  })

  it('names whom it must', () => {
    expect(attributionOf({ kind: 'pmtiles', archive: archive(), features: [streets] })).toBe(
      '© OpenStreetMap · © Someone',
    )
    expect(attributionOf({ kind: 'plain', plane: 'EPSG:27700' })).toBe('')
    expect(plainText('<a href="x">&copy; OSM</a>  &amp; more')).toBe('© OSM & more')
  })

  it('knows tiles by their layers', () => {
    expect(schemaOf(['water', 'transportation', 'building']).name).toBe('OpenMapTiles')
    expect(schemaOf(['earth', 'roads', 'water']).name).toBe('Protomaps')
    expect(schemaOf(['parcels']).name).toBe('unknown')
  })
})

describe('addresses and files that will not do', () => {
  it('says what an online address should look like', async () => {
    await expect(openOnline('tiles')).rejects.toThrow('is not a web address')
    await expect(openOnline('file:///etc/{z}/{x}/{y}')).rejects.toThrow('https://')
    expect(await openOnline('https://t.example/{z}/{x}/{y}.png', '© T')).toEqual({
      kind: 'online',
      url: 'https://t.example/{z}/{x}/{y}.png',
      attribution: '© T',
    })
  })

  const bytes = (...b: (string | number)[]) =>
    new File(
      [Uint8Array.from(b.flatMap((x) => (typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : [x])))],
      'x.pmtiles',
    )
  it.each([
    ['empty', bytes(), 'is empty'],
    ['text', bytes('hello, this is text'), 'not a PMTiles archive'],
    ['version 4', bytes('PMTiles', 4), 'version 4'],
    ['cut short', bytes('PMTiles', 3, 1, 2, 3), 'may be damaged'],
    [
      'nonsense inside',
      bytes('PMTiles', 3, ...Array.from({ length: 400 }, (_, i) => (i * 7) % 256)),
      'x.pmtiles',
    ],
  ])('answers an archive that is %s with a sentence', async (_, file, sentence) => {
    await expect(openArchive(file)).rejects.toThrow(sentence)
  })

  it('keeps the map free of machine fonts: both Inter files are declared', () => {
    const faces = groundStyle(grounds.plain, 'light')['font-faces'] as Record<string, { url: string }[]>
    expect(faces.Inter.map((f) => f.url.split('/').at(-1)).join()).toMatch(
      /inter-latin-wght.*inter-latin-ext-wght/,
    )
    expect(readFileSync('src/map/ground.ts', 'utf8')).not.toContain('glyphs:')
  })
})
