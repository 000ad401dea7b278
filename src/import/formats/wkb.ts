/**
 * Well-known binary as databases write it: ISO (type + 1000 for Z …) and PostGIS's extended form (flags, SRID).
 * Own code because the reader at hand knows only the first, and trusts every count it is given.
 */
import type { Geometry, Position } from 'geojson'

/** A shape with the number of its system, where the bytes name one. */
export interface FromWkb {
  readonly geometry: Geometry
  readonly srid?: number
}

/** Collections nested deeper than this are no shapes. */
const MAX_DEPTH = 8

const [Z, M, SRID] = [0x80000000, 0x40000000, 0x20000000]

/** The shape in these bytes from a place on; undefined where there is none. */
export function readWkb(bytes: Uint8Array, from = 0): FromWkb | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reader = new Reader(view, from)
  try {
    const geometry = reader.shape(0)
    return reader.srid === undefined ? { geometry } : { geometry, srid: reader.srid }
  } catch {
    // past the end, or of a kind that is no plain shape
    return undefined
  }
}

class Reader {
  srid: number | undefined
  #at: number
  readonly #view: DataView

  constructor(view: DataView, at: number) {
    this.#view = view
    this.#at = at
  }

  #count(little: boolean, least: number): number {
    const n = this.#view.getUint32(this.#at, little)
    this.#at += 4
    // no more parts than the rest of the bytes can hold
    if (n * least > this.#view.byteLength - this.#at) throw new RangeError('count')
    return n
  }

  #position(little: boolean, dims: number): Position {
    const x = this.#view.getFloat64(this.#at, little)
    const y = this.#view.getFloat64(this.#at + 8, little)
    this.#at += 8 * dims
    return [x, y]
  }

  #line(little: boolean, dims: number): Position[] {
    return Array.from({ length: this.#count(little, 8 * dims) }, () => this.#position(little, dims))
  }

  shape(depth: number): Geometry {
    if (depth > MAX_DEPTH) throw new RangeError('depth')
    const little = this.#view.getUint8(this.#at) === 1
    const word = this.#view.getUint32(this.#at + 1, little)
    this.#at += 5
    if ((word & SRID) !== 0) {
      this.srid = this.#view.getUint32(this.#at, little)
      this.#at += 4
    }
    const plain = word & 0x1fffffff
    const iso = Math.floor(plain / 1000)
    const dims =
      2 +
      (iso > 0 || (word & Z) !== 0 ? 1 : 0) +
      (iso === 3 || ((word & M) !== 0 && (word & Z) !== 0) ? 1 : 0) +
      (iso === 0 && (word & M) !== 0 && (word & Z) === 0 ? 1 : 0)
    const parts = <G extends Geometry>() =>
      Array.from({ length: this.#count(little, 5) }, () => this.shape(depth + 1) as G)
    switch (plain % 1000) {
      case 1:
        return { type: 'Point', coordinates: this.#position(little, dims) }
      case 2:
        return { type: 'LineString', coordinates: this.#line(little, dims) }
      case 3:
        return {
          type: 'Polygon',
          coordinates: Array.from({ length: this.#count(little, 4) }, () => this.#line(little, dims)),
        }
      case 4:
        return {
          type: 'MultiPoint',
          coordinates: parts().map((g) => (g as { coordinates: Position }).coordinates),
        }
      case 5:
        return {
          type: 'MultiLineString',
          coordinates: parts().map((g) => (g as { coordinates: Position[] }).coordinates),
        }
      case 6:
        return {
          type: 'MultiPolygon',
          coordinates: parts().map((g) => (g as { coordinates: Position[][] }).coordinates),
        }
      case 7:
        return { type: 'GeometryCollection', geometries: parts() }
      default:
        throw new RangeError('kind')
    }
  }
}
