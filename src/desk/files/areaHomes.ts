/** Homes by area from a CSV keyed by the code or name of each area: rates then need no edited boundary file. */
import type { Feature } from 'geojson'
import { many } from '../words.ts'
import { csvRows } from '../../import/formats/csv.ts'
import type { Boundaries } from '../../state/store.ts'

/** The property the homes are kept under: the one that rates are made of. */
const HOMES = 'households'

const HOMES_HEAD = /house ?holds?|hholds?|hhlds?|dwellings?|homes/i
const PEOPLE_HEAD = /people|persons?|population|residents?/i

/** A code or name without what differs between two files of the same areas. */
const plain = (v: unknown): string =>
  String(v ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')

/** What became of the rows. */
export interface AreaHomes {
  readonly boundaries: Boundaries
  /** one sentence: how many areas got homes, and which rows or areas did not meet */
  readonly says: string
}

/**
 * The areas with homes of the CSV in them. The key is the column whose values meet most areas, by any of their properties;
 * the homes are the number column named households, dwellings or homes. Throws a sentence where there is none.
 */
export function withHomes(file: Boundaries, text: string, name: string): AreaHomes {
  const [head = [], ...rows] = csvRows(text).filter((r) => r.some((c) => c.trim() !== ''))
  const column = head.findIndex((h) => HOMES_HEAD.test(h))
  if (column < 0)
    throw new Error(
      head.some((h) => PEOPLE_HEAD.test(h))
        ? `${name} counts people. Rates here are per home, and people would be another measure: give a column named households, dwellings or homes.`
        : `${name} has no column named households, dwellings or homes. Name the column of the number of homes so, beside one with the code or name of each area.`,
    )
  const features = file.features.features
  // each text of a feature leads to it; a text that several share leads to none
  const byText = new Map<string, number>()
  features.forEach((f, i) => {
    for (const key of new Set(Object.values(f.properties ?? {}).map(plain)))
      if (key !== '') byText.set(key, byText.has(key) && byText.get(key) !== i ? -1 : i)
  })
  const meets = head.map((_, c) =>
    c === column ? 0 : rows.filter((r) => (byText.get(plain(r[c])) ?? -1) >= 0).length,
  )
  const key = meets.indexOf(Math.max(...meets))
  if (!meets[key])
    throw new Error(
      `No row of ${name} names an area of ${file.name}. Give a column with the same codes or names as the boundary file has.`,
    )
  const homes = new Map<number, number>()
  const twice: string[] = []
  let [stray, bad] = [0, 0]
  for (const r of rows) {
    const area = byText.get(plain(r[key])) ?? -1
    const n = Number((r[column] ?? '').replace(/[\s,\u00a0]/g, ''))
    if (area < 0) stray++
    else if ((r[column] ?? '').trim() === '' || !Number.isFinite(n) || n < 0) bad++
    else if (homes.has(area)) twice.push(r[key])
    else homes.set(area, n)
  }
  if (twice.length > 0)
    throw new Error(
      `${name} names ${twice[0]} more than once${twice.length > 1 ? ` and ${twice.length - 1} others too` : ''}. Give one row for each area: which of two numbers holds cannot be told.`,
    )
  const made = features.map((f, i): Feature => {
    const rest = Object.fromEntries(Object.entries(f.properties ?? {}).filter(([k]) => !HOMES_HEAD.test(k)))
    return { ...f, properties: homes.has(i) ? { ...rest, [HOMES]: homes.get(i) } : rest }
  })
  const without = features.length - homes.size
  return {
    boundaries: {
      ...file,
      features: { ...file.features, features: made as Boundaries['features']['features'] },
    },
    says: [
      `${many(homes.size, 'area')} of ${file.name} ${homes.size === 1 ? 'has' : 'have'} homes by “${head[key]}” and “${head[column]}” of ${name}.`,
      ...(without ? [`${many(without, 'area')} got none.`] : []),
      ...(stray ? [`${many(stray, 'row')} named no area.`] : []),
      ...(bad ? [`${many(bad, 'row')} held no number.`] : []),
    ].join(' '),
  }
}
