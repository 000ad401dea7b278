/** What every sheet needs: what it was made from, its map, and the way to the printer. */
import type { ReactNode } from 'react'
import type { Bounds, LayerGroup } from '../../map/index.ts'
import { minuteNow, printDocument } from '../../print/index.ts'
import { rowsOf } from '../../state/derived.ts'
import type { SavedClause } from '../../state/project.ts'
import { useSettings } from '../../state/settings.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { groundNow } from '../ground.ts'
import { clauseWords, count, fileWords, goneWords, many, spanWords } from '../words.ts'

/** The minute that stands on the paper. */
export const printedAt = () => minuteNow(new Date())

/** Words of one filter that are named before the rest is counted. */
const ON_PAPER = 8

/** File, period, n, rows left out, filters (of the given kinds, where only they apply): what a sheet says of its source. */
export function sourceWords(
  incidents: LoadedIncidents,
  kinds?: readonly SavedClause['kind'][],
  all = useStore.getState().project.clauses,
): string[] {
  const { table, report, name, sample } = incidents
  const clauses = kinds ? all.filter((c) => kinds.includes(c.kind)) : all
  // a list of its own window and kinds says its n itself
  const filtered =
    !kinds && all.length > 0 ? `${count(rowsOf({ incidents, project: { clauses: all } }).length)} of ` : ''
  return [
    sample ? 'Sample town: everything is invented' : `From ${fileWords(name)}`,
    spanWords(table),
    `${filtered}${many(table.n, 'incident')}, ${goneWords(report, (n) => many(n, 'row'))}`,
    ...(clauses.length > 0
      ? [`filters: ${clauses.map((c) => clauseWords(c, { most: ON_PAPER })).join('; ')}`]
      : []),
  ]
}

/** Where the ground must be named. */
export const credit = (): string => {
  const g = groundNow()
  return [
    ...new Set([
      ...(g.features ?? []).map((f) => f.attribution ?? ''),
      g.kind === 'online' ? g.attribution : '',
    ]),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Metres of ground around the homes of a map, and the least a map shows from side to side. */
const MARGIN = 10
const LEAST_SIDE = 66

/** Box of some places: close enough for their numbers, wide enough for the street of a single home. */
export function boundsOf(at: readonly { lng: number; lat: number }[]): Bounds {
  const perLat = 111_320
  const perLng = perLat * Math.cos((at[0].lat * Math.PI) / 180)
  const side = (values: number[], perDegree: number): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const margin = Math.max(MARGIN, (LEAST_SIDE - (high - low) * perDegree) / 2) / perDegree
    return [low - margin, high + margin]
  }
  const [w, e] = side(
    at.map((a) => a.lng),
    perLng,
  )
  const [s, n] = side(
    at.map((a) => a.lat),
    perLat,
  )
  return [w, s, e, n]
}

/** Houses of a terrace must stand far enough apart on paper for their numbers. */
const CLOSEST = 19.5

/** The map as a picture for paper; undefined, with a word, where this browser cannot draw it. */
export async function picture(
  layers: readonly LayerGroup[],
  bounds: Bounds,
  widthMm: number,
  heightMm: number,
): Promise<string | undefined> {
  try {
    return URL.createObjectURL(
      await (
        await import('../../map/still.ts')
      ).renderStill({
        layers,
        ground: groundNow(),
        bounds,
        widthMm,
        heightMm,
        theme: 'paper',
        paddingMm: 4,
        maxZoom: CLOSEST,
        units: useSettings.getState().units,
      }),
    )
  } catch (error) {
    toast({ text: `The map is not on the sheet: ${(error as Error).message}`, tone: 'bad' })
    return undefined
  }
}

/** Prints and lets the pictures go. */
export async function print(sheets: ReactNode, pictures: readonly (string | undefined)[]): Promise<void> {
  await printDocument(sheets)
  for (const p of pictures) if (p) URL.revokeObjectURL(p)
}
