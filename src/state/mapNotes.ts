/** Notes on the map: words at a place, an arrow with words at its tail, an area with words in it. */
import type { Polygon } from 'geojson'
import { isRecord, numberIn, textTo } from '../core/base/sound.ts'
import { soundShape } from '../core/geometry/shape.ts'

type At = readonly [lng: number, lat: number]

/** One note. `id` is unique in its project. */
export type MapNote = { readonly id: string; readonly text: string } & (
  | { readonly kind: 'text'; readonly at: At }
  | { readonly kind: 'arrow'; readonly at: At; readonly to: At }
  | { readonly kind: 'area'; readonly shape: Polygon }
)

/** Characters of one note, and notes of one map: more is a document, not a map. */
export const LONGEST = 120
const MOST = 200

const lng = numberIn(-180, 180)
const lat = numberIn(-85, 85)
const place = (v: unknown): At | undefined =>
  Array.isArray(v) && v.length >= 2 && lng(v[0]) && lat(v[1]) ? [v[0], v[1]] : undefined

const isText = textTo(LONGEST)

/** The notes of a project file; those that cannot be drawn are left out. */
export function soundMapNotes(v: unknown): MapNote[] {
  if (!Array.isArray(v)) return []
  const seen = new Set<string>()
  return v.slice(0, MOST).flatMap((n): MapNote[] => {
    if (!isRecord(n) || !textTo(40)(n.id) || seen.has(n.id) || !isText(n.text)) return []
    const { id, text } = n
    const at = place(n.at)
    const to = place(n.to)
    const shape = n.kind === 'area' ? soundShape(n.shape) : undefined
    const note: MapNote | undefined =
      n.kind === 'text' && at
        ? { id, text, kind: 'text', at }
        : n.kind === 'arrow' && at && to
          ? { id, text, kind: 'arrow', at, to }
          : shape?.type === 'Polygon'
            ? { id, text, kind: 'area', shape }
            : undefined
    if (!note) return []
    seen.add(id)
    return [note]
  })
}

/** An id that none of these notes has. */
export function freshId(notes: readonly MapNote[]): string {
  let k = notes.length + 1
  while (notes.some((n) => n.id === `n${k}`)) k++
  return `n${k}`
}

/** The notes of two sets: those of `added` that the first has not stand behind it, under ids of their own. */
export function joinMapNotes(own: readonly MapNote[], added: readonly MapNote[]): readonly MapNote[] {
  const same = (a: MapNote, b: MapNote) =>
    JSON.stringify({ ...a, id: '' }) === JSON.stringify({ ...b, id: '' })
  return added.reduce<readonly MapNote[]>(
    (all, n) => (all.some((o) => same(o, n)) ? all : [...all, { ...n, id: freshId(all) }]),
    own,
  )
}
