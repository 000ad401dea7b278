/** Nested records (JSON, Parquet) as rows of texts: names joined, the last part alone where that is enough. */
import { cellText } from '../rows/cellText.ts'

export type Obj = Record<string, unknown>
export const isObject = (v: unknown): v is Obj =>
  typeof v === 'object' && v !== null && !Array.isArray(v) && !(v instanceof Date) && !ArrayBuffer.isView(v)

/** A place as GeoJSON writes it inside a record. */
const isPoint = (v: Obj): v is { type: 'Point'; coordinates: number[] } =>
  v.type === 'Point' && Array.isArray(v.coordinates) && v.coordinates.length >= 2

/** More columns than this are not looked for: no table of incidents has them. */
const MOST_COLUMNS = 500
/** Records looked at for the names of the columns. */
const LOOKED_AT = 1000
/** Names nested deeper than this are left as text. */
const MOST_NESTED = 12

type Put = (path: string, v: unknown) => void

function walk(o: Obj, prefix: string, put: Put, depth = 0): void {
  for (const [k, v] of Object.entries(o)) {
    const path = prefix === '' ? k : `${prefix}.${k}`
    if (!isObject(v) || depth >= MOST_NESTED) put(path, v)
    else if (isPoint(v)) {
      put(`${path}.longitude`, v.coordinates[0])
      put(`${path}.latitude`, v.coordinates[1])
    } else walk(v, path, put, depth + 1)
  }
}

/** How records become rows. */
export interface Layout {
  readonly header: readonly string[]
  rowOf(record: Obj): string[]
}

/** The columns of the first records, in the order they come. */
export function layoutOf(records: readonly Obj[]): Layout {
  const paths = new Map<string, number>()
  for (const o of records.slice(0, LOOKED_AT))
    walk(o, '', (path) => paths.size < MOST_COLUMNS && !paths.has(path) && paths.set(path, paths.size))
  const leaves = [...paths.keys()].map((p) => p.split('.').at(-1)!)
  const seen = new Map<string, number>()
  for (const leaf of leaves) seen.set(leaf, (seen.get(leaf) ?? 0) + 1)
  const header = [...paths.keys()].map((p, i) => (seen.get(leaves[i]) === 1 ? leaves[i] : p))
  return {
    header,
    rowOf(record) {
      const row = new Array<string>(paths.size).fill('')
      walk(record, '', (path, v) => {
        const at = paths.get(path)
        if (at !== undefined) row[at] = cellText(v)
      })
      return row
    },
  }
}

/** An answer of a map server: features with attributes. */
export const isEsri = (json: Obj): boolean =>
  Array.isArray(json.features) &&
  (json.features.some((f) => isObject(f) && isObject(f.attributes)) ||
    (json.features.length === 0 && 'geometryType' in json))

/** What Socrata's export says of its own columns. */
export const viewOf = (json: Obj): Obj | undefined =>
  isObject(json.meta) && isObject(json.meta.view) ? json.meta.view : undefined

/** A file of Socrata's, with `meta.view.columns` and `data`. */
export const isSocrata = (json: Obj): boolean =>
  Array.isArray(json.data) && Array.isArray(viewOf(json)?.columns)
