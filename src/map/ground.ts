/** The ground under the data: four kinds, each made into a MapLibre style without asking anyone anything unless told to. */
import { UNKNOWN_UNIT } from '../core/geometry/plane.ts'
import { TILE_HOST } from './tileHost.ts'
import type { SourceSpecification, StyleSpecification } from 'maplibre-gl'
import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import interLatinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url'
import { plainText, TILE_SCHEME, type TileArchive } from './archive.ts'
import type { GroundFeatures } from './features.ts'
import { GROUND_FONT, graticuleLayers, groundLayers, inOrder, type GroundLayer } from './groundLayers.ts'
import { FEATURES } from './schema.ts'
import { THEMES, type ThemeName } from './theme.ts'

/** What lies under the data. Every kind may carry features of the user's own (streets, boundaries) on top. */
export type GroundSource = { readonly features?: readonly GroundFeatures[] } & (
  | { readonly kind: 'features'; readonly features: readonly GroundFeatures[] }
  /** an honest empty ground: land and the grid lines of the data's plane, such as "EPSG:27700" */
  | { readonly kind: 'plain'; readonly plane: string }
  | OnlineGround
  | { readonly kind: 'pmtiles'; readonly archive: TileArchive }
)

/** Whether lengths on it mean nothing: the numbers of the data have a unit that nobody told. Then no scale bar is drawn. */
export const unmeasured = (ground: GroundSource): boolean =>
  ground.kind === 'plain' && ground.plane === UNKNOWN_UNIT

/** Tiles or a style from an address the user typed. Asking for them tells that server which area is looked at. */
export type OnlineGround = {
  readonly kind: 'online'
  readonly url: string
  /** the style behind the address, where it is one; otherwise the address is a template of image tiles */
  readonly style?: StyleSpecification
  readonly attribution: string
  readonly features?: readonly GroundFeatures[]
}

/** Must stand beside the choice of an online ground. */
export const ONLINE_WARNING =
  'Asking for online map tiles tells that server, and anyone between, which area is being looked at. ' +
  'Nothing of the data is sent. Every other ground stays on this machine.'

/** A template that can be offered; nothing is asked of it until the user says so. */
export const ONLINE_SUGGESTION = {
  url: `${TILE_HOST}/{z}/{x}/{y}.png`,
  attribution: TILE_HOST.includes('openstreetmap') ? '© OpenStreetMap contributors' : '',
} as const

/** Empty layers of every style that mark where data goes: fills under the names, points and lines over them. */
export const SLOT = { fills: 'cocoon-fills', data: 'cocoon-data' } as const

/** Source of the grid lines, filled by the engine as the view moves. */
export const GRATICULE = 'cocoon-graticule'

const RANGE = {
  latin: [
    'U+0000-00FF',
    'U+0131',
    'U+0152-0153',
    'U+02BB-02BC',
    'U+02C6',
    'U+02DA',
    'U+02DC',
    'U+2000-206F',
    'U+20AC',
    'U+2122',
    'U+2212',
  ],
  latinExt: ['U+0100-02BA', 'U+02BD-02C5', 'U+02C7-02CC', 'U+1E00-1E9F', 'U+1EF2-1EFF'],
}

// the same letters on every machine, screen and sheet; ŵ and ŷ of Welsh street names are in the second file
const fontFaces = () => ({
  [GROUND_FONT]: [
    { url: absolute(interLatin), 'unicode-range': RANGE.latin },
    { url: absolute(interLatinExt), 'unicode-range': RANGE.latinExt },
  ],
})
const absolute = (url: string) => (typeof location === 'undefined' ? url : new URL(url, location.href).href)

const slot = (id: string): GroundLayer => ({
  rank: id === SLOT.fills ? 50 : 90,
  layer: { id, type: 'background', layout: { visibility: 'none' }, paint: {} },
})

/** Makes an online ground of what the user typed: a tile template ({z}/{x}/{y}) or the address of a style. Rejects with a sentence. */
export async function openOnline(url: string, attribution = ''): Promise<OnlineGround> {
  let parsed: URL
  try {
    parsed = new URL(url.replace(/[{}]/g, '_'))
  } catch {
    throw new Error(`"${url}" is not a web address. One such as ${ONLINE_SUGGESTION.url} was expected.`)
  }
  if (!/^https?:$/.test(parsed.protocol))
    throw new Error(`An address that starts with https:// was expected, not "${url}".`)
  if (/\{z\}.*\{(x|y)\}/.test(url)) return { kind: 'online', url, attribution: plainText(attribution) }
  let style: unknown
  try {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
    style = await answer.json()
  } catch (e) {
    const why = e instanceof Error ? e.message : String(e)
    throw new Error(
      `The map style at ${parsed.host} could not be loaded (${why}). It may be down, or this network or this page's ` +
        'own rules may not let it be asked. The map stays as it was; a local map file needs no network.',
      { cause: e },
    )
  }
  const s = style as Partial<StyleSpecification> | null
  if (s?.version !== 8 || !Array.isArray(s.layers) || typeof s.sources !== 'object')
    throw new Error(
      'The address answers, but not with a map style (version 8 with sources and layers was expected).',
    )
  return {
    kind: 'online',
    url,
    style: s as StyleSpecification,
    attribution: plainText(attribution) || sourcesOf(s),
  }
}

const sourcesOf = (style: Partial<StyleSpecification>): string =>
  [
    ...new Set(
      Object.values(style.sources ?? {}).map((s) =>
        plainText((s as { attribution?: string }).attribution ?? ''),
      ),
    ),
  ]
    .filter(Boolean)
    .join(' · ')

/** Who must be named for a ground, in one line; empty when nobody. */
export function attributionOf(ground: GroundSource): string {
  const base =
    ground.kind === 'online'
      ? ground.attribution
      : ground.kind === 'pmtiles'
        ? ground.archive.attribution
        : ''
  return [...new Set([base, ...(ground.features ?? []).map((f) => f.attribution ?? '')])]
    .filter(Boolean)
    .join(' · ')
}

/** The MapLibre style of a ground in a theme. Pure: sources hold what was given, or addresses. */
export function groundStyle(ground: GroundSource, theme: ThemeName): StyleSpecification {
  const colours = THEMES[theme].ground
  const sources: Record<string, SourceSpecification> = {}
  const layers: GroundLayer[] = [slot(SLOT.fills), slot(SLOT.data)]
  const online = ground.kind === 'online' ? ground.style : undefined
  if (!online)
    layers.push({
      rank: 0,
      layer: { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
    })
  if (ground.kind === 'plain') {
    sources[GRATICULE] = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
    layers.push(...graticuleLayers(GRATICULE, colours))
  }
  if (ground.kind === 'online' && !online) {
    sources.online = { type: 'raster', tiles: [ground.url], tileSize: 256, maxzoom: 19 }
    layers.push({ rank: 5, layer: { id: 'online', type: 'raster', source: 'online', paint: quiet(theme) } })
  }
  if (ground.kind === 'pmtiles') {
    const { archive } = ground
    const tiles = [`${TILE_SCHEME}://${archive.key}/{z}/{x}/{y}`]
    const range = {
      minzoom: archive.minZoom,
      maxzoom: archive.maxZoom,
      bounds: [...archive.bounds] as [number, number, number, number],
    }
    if (archive.kind === 'raster') {
      sources.local = { type: 'raster', tiles, tileSize: 256, ...range }
      layers.push({ rank: 5, layer: { id: 'local', type: 'raster', source: 'local', paint: quiet(theme) } })
    } else {
      sources.local = {
        type: 'vector',
        tiles,
        ...range,
        ...(archive.encoding === 'mlt' ? { encoding: 'mlt' as const } : {}),
      }
      layers.push(...groundLayers('local', archive.schema, colours))
    }
  }
  ;(ground.features ?? []).forEach((f, i) => {
    const id = `features${i}`
    sources[id] = { type: 'geojson', data: f.data, tolerance: 0.3 }
    layers.push(...groundLayers(id, FEATURES, colours))
  })
  const ordered = inOrder(layers)
  if (!online) return { version: 8, 'font-faces': fontFaces(), sources, layers: ordered }
  return {
    ...online,
    'font-faces': { ...online['font-faces'], ...fontFaces() },
    sources: { ...online.sources, ...sources },
    layers: [...online.layers, ...ordered],
  }
}

// foreign image tiles are loud: faded so that the data stays 3:1 against them, darkened for the dark theme
const quiet = (theme: ThemeName) =>
  theme === 'dark'
    ? {
        'raster-fade-duration': 0,
        'raster-saturation': -0.75,
        'raster-brightness-max': 0.32,
        'raster-contrast': -0.1,
      }
    : { 'raster-fade-duration': 0, 'raster-saturation': -0.6, 'raster-opacity': 0.6 }
