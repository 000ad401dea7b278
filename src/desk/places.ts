/** Places by what one types: coordinates, grid references, streets, beats and the addresses that are loaded. */
import { median } from 'd3'
import { textAt, type DictColumn } from '../core/base/text.ts'
import { rowsWithWords, wordsOf } from '../core/base/textSearch.ts'
import { inBritain, planeOf } from '../core/geometry/plane.ts'
import { readGridRef } from '../import/meaning/coords.ts'
import { useStore, type Store } from '../state/store.ts'
import type { Command } from '../ui/index.ts'
import { flyTo } from './mapHandle.ts'

/** A place that was found. */
export interface Found {
  readonly title: string
  readonly hint: string
  readonly at: readonly [lng: number, lat: number]
  readonly zoom: number
}

/** Places of one kind that are offered. */
const MOST = 6
/** Fewer letters find everything. */
const FEWEST = 2

/** A pair of numbers or a grid reference as a place; latitude first where both ways would do. */
export function coordinatesOf(query: string): Found | undefined {
  const british = (x: number, y: number): Found | undefined => {
    const [lng, lat] = planeOf('EPSG:27700').inverse(x, y)
    return inBritain(lng, lat)
      ? { title: query.trim(), hint: 'British National Grid', at: [lng, lat], zoom: 16 }
      : undefined
  }
  const ref = readGridRef(query)
  if (ref && !ref.irish) return british(ref.x, ref.y)
  const m = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(query)
  if (!m) return undefined
  const [a, b] = [Number(m[1]), Number(m[2])]
  if (a >= 1000 && b >= 1000) return british(a, b)
  if (Math.abs(a) > 180 || Math.abs(b) > 180 || !/\./.test(query)) return undefined
  // in Britain the larger is the latitude, however the pair was written
  const swapped = (!inBritain(b, a) && inBritain(a, b)) || Math.abs(a) > 90
  const at: [number, number] = swapped ? [a, b] : [b, a]
  return Math.abs(at[1]) > 85
    ? undefined
    : { title: query.trim(), hint: `latitude ${at[1]}, longitude ${at[0]}`, at, zoom: 16 }
}

/** The middle of the rows of each name that holds all words, most rows first. */
function named(
  column: DictColumn,
  at: { readonly lng: Float64Array; readonly lat: Float64Array },
  words: readonly string[],
) {
  const rows = new Map<number, number[]>()
  const wanted = new Set(
    column.values.flatMap((v, i) => (v && words.every((w) => v.toLowerCase().includes(w)) ? [i] : [])),
  )
  if (wanted.size === 0) return []
  for (let i = 0; i < column.codes.length; i++) {
    const code = column.codes[i]
    if (!wanted.has(code) || !Number.isFinite(at.lng[i])) continue
    const list = rows.get(code)
    if (list) list.push(i)
    else rows.set(code, [i])
  }
  return [...rows]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, MOST)
    .map(([code, of]) => ({
      name: column.values[code],
      n: of.length,
      at: [median(of, (i) => at.lng[i])!, median(of, (i) => at.lat[i])!] as const,
    }))
}

/** What the query names on the map, surest first. */
export function placesOf(query: string, { incidents, homes }: Pick<Store, 'incidents' | 'homes'>): Found[] {
  const point = coordinatesOf(query)
  const words = wordsOf(query)
  if (point) return [point]
  if (query.trim().length < FEWEST || words.length === 0) return []
  const found: Found[] = []
  const table = incidents?.table
  const all = homes?.homes
  for (const beat of table ? named(table.beat, table, words) : [])
    found.push({ title: beat.name, hint: 'beat', at: beat.at, zoom: 14 })
  const streets = new Map<string, Found>()
  for (const [column, at] of [
    ...(all ? [[all.street, all] as const] : []),
    ...(table ? [[table.street, table] as const] : []),
  ])
    for (const s of named(column, at, words))
      if (!streets.has(s.name.toLowerCase()))
        streets.set(s.name.toLowerCase(), { title: s.name, hint: 'street', at: s.at, zoom: 16 })
  found.push(...[...streets.values()].slice(0, MOST))
  if (all) {
    const rows = rowsWithWords(
      words,
      Uint32Array.from({ length: all.n }, (_, i) => i),
      [all.address],
      [],
    )
    for (const i of rows.subarray(0, MOST))
      found.push({ title: textAt(all.address, i), hint: 'address', at: [all.lng[i], all.lat[i]], zoom: 18 })
  }
  return found
}

/** The places as entries of the palette. */
export const placeCommands = (query: string): Command[] =>
  placesOf(query, useStore.getState()).map((p, i) => ({
    id: `place ${i} ${p.title}`,
    title: p.title,
    hint: p.hint,
    icon: 'pin',
    run: () => flyTo(p.at, p.zoom),
  }))
