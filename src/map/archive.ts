/** A PMTiles archive that lies on this machine: opened from the chosen file, never fetched. */
import { keptMap } from '../core/base/kept.ts'
import { PMTiles, TileType, type Source as ByteSource } from 'pmtiles'
import { schemaOf, type GroundSchema } from './schema.ts'

/** An opened archive. Tiles are read from the file as they are wanted. */
export interface TileArchive {
  readonly name: string
  /** of the protocol `cocoon-tiles` */
  readonly key: string
  readonly kind: 'vector' | 'raster'
  readonly encoding: 'mvt' | 'mlt' | 'image'
  readonly schema: GroundSchema
  readonly minZoom: number
  readonly maxZoom: number
  /** west, south, east, north */
  readonly bounds: readonly [number, number, number, number]
  /** as the archive words it, without markup */
  readonly attribution: string
}

/** Name of the URL scheme tiles of local archives are asked by. */
export const TILE_SCHEME = 'cocoon-tiles'

const opened = keptMap<string, PMTiles>()
/** The bytes of one tile, by its `cocoon-tiles://key/z/x/y` address; the engine hands this to MapLibre. */
export async function loadTile(url: string, signal?: AbortSignal): Promise<{ data: ArrayBuffer }> {
  const m = /^cocoon-tiles:\/\/([^/]+)\/(\d+)\/(\d+)\/(\d+)$/.exec(url)
  const archive = m && opened.get(m[1])
  if (!archive) throw new Error('The local map file is no longer open; choose it again.')
  const tile = await archive.getZxy(+m[2], +m[3], +m[4], signal)
  // a tile the archive does not hold is empty ground, not an error
  return { data: tile ? tile.data : new ArrayBuffer(0) }
}

/** Reads ranges of a Blob, so that a file of gigabytes costs only the tiles that are looked at. */
class BlobSource implements ByteSource {
  readonly #blob: Blob
  readonly #key: string
  constructor(blob: Blob, key: string) {
    this.#blob = blob
    this.#key = key
  }
  getKey() {
    return this.#key
  }
  async getBytes(offset: number, length: number) {
    return { data: await this.#blob.slice(offset, offset + length).arrayBuffer() }
  }
}

/** Plain text of an attribution that may hold links. */
export const plainText = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()

const layerNames = (metadata: unknown): string[] => {
  const layers = (metadata as { vector_layers?: unknown } | undefined)?.vector_layers
  return Array.isArray(layers)
    ? layers.map((l) => String((l as { id?: unknown })?.id ?? '')).filter(Boolean)
    : []
}

/**
 * Opens a PMTiles version 3 file: vector tiles (OpenMapTiles or Protomaps words, told by their layers) or images.
 * Rejects with a sentence: empty, not PMTiles, another version, damaged.
 */
export async function openArchive(file: Blob & { readonly name?: string }): Promise<TileArchive> {
  const name = file.name ?? 'The file'
  const expected = 'A PMTiles file (version 3) was expected, such as an extract of a basemap.'
  if (file.size === 0) throw new Error(`${name} is empty. ${expected}`)
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer())
  const magic = String.fromCharCode(...head.slice(0, 7))
  if (magic !== 'PMTiles') throw new Error(`${name} is not a PMTiles archive. ${expected}`)
  if (head[7] !== 3)
    throw new Error(`${name} is PMTiles version ${head[7]}; the map reads version 3. ${expected}`)
  const key = `a${opened.size}-${file.size}`
  const archive = new PMTiles(new BlobSource(file, key))
  try {
    const header = await archive.getHeader()
    const metadata = await archive.getMetadata().catch(() => undefined)
    const vector = header.tileType === TileType.Mvt || header.tileType === TileType.Mlt
    if (!vector && header.tileType === TileType.Unknown)
      throw new Error('it does not say whether its tiles are vectors or images')
    opened.set(key, archive)
    const box = [header.minLon, header.minLat, header.maxLon, header.maxLat] as const
    const sound = box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1]
    return {
      name,
      key,
      kind: vector ? 'vector' : 'raster',
      encoding: header.tileType === TileType.Mlt ? 'mlt' : vector ? 'mvt' : 'image',
      schema: schemaOf(layerNames(metadata)),
      minZoom: header.minZoom,
      maxZoom: header.maxZoom,
      bounds: sound ? box : [-180, -85, 180, 85],
      attribution: plainText(String((metadata as { attribution?: unknown } | undefined)?.attribution ?? '')),
    }
  } catch (e) {
    opened.delete(key)
    throw new Error(
      `${name} cannot be read: ${e instanceof Error ? e.message : String(e)}. It may be damaged. ${expected}`,
      { cause: e },
    )
  }
}
