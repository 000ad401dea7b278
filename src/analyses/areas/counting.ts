/** What each area holds: incidents and homes, by loaded boundaries or by the file's beats. */
import { medianOf } from '../../core/base/quantile.ts'
import { areaTest } from '../../core/geometry/area.ts'
import { homesProperty } from '../../core/places/homesOf.ts'
import type { Boundary } from '../../core/geometry/area.ts'
import type { Input } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, type Study, studyOf } from '../../core/table/points.ts'
import { areasOfPoints } from '../../core/geometry/whichArea.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { type Ground, groundOf, groundsOf } from './ground.ts'
import type { SCHEMA } from './params.ts'

type P = Values<typeof SCHEMA>

/** What the counting gives for each area before any statistics. */
interface Tally {
  readonly name: string
  readonly n: number
  readonly homes: number
  readonly ground?: Ground
  readonly at?: readonly [lng: number, lat: number]
}
export interface Counted {
  readonly words: string
  readonly set?: string
  readonly tallies: readonly Tally[]
  readonly nowhere: number
  readonly homesFrom: string
  /** incidents and homes of the areas with homes, each once */
  readonly inHomes: number
  readonly homes: number
  /** what must be said before all else */
  readonly first: readonly string[]
  readonly notes: readonly string[]
}

/** Counts what lies inside each loaded boundary. */
export function byBoundary(input: Input<P>): Counted {
  const { params, area } = input
  const points = pointsOf(input)
  const study = studyOf(input)
  const {
    grounds,
    set,
    notes: said,
  } = groundsOf(input.areas ?? [], params.set, study, input.table, input.within)
  const areas = grounds.map((g) => g.area)
  const { start, area: of } = areasOfPoints(areas, points.x, points.y)
  const n = countsOf(of, areas.length)
  const source = homesOfAreas(input, grounds)
  let [nowhere, several, inHomes] = [0, 0, 0]
  for (let k = 0; k < points.rows.length; k++) {
    const mine = of.subarray(start[k], start[k + 1])
    if (mine.length === 0) nowhere++
    else if (mine.length > 1) several++
    if (mine.some((a) => source.homes[a] > 0)) inHomes++
  }
  return {
    words: wordOf(areas),
    set,
    first: outside(nowhere, points.rows.length, set),
    tallies: grounds.map((ground, a) => ({
      name: ground.area.name,
      n: n[a],
      homes: source.homes[a],
      ground,
    })),
    nowhere,
    homesFrom: source.from,
    inHomes,
    homes: source.all,
    notes: [
      ...pointNotes(input, points).slice(1),
      ...(area ? [study.note] : []),
      ...said,
      ...(nowhere ? [`${countOf(nowhere, 'incident')} ${nowhere === 1 ? 'lies' : 'lie'} in no area.`] : []),
      ...(several
        ? [
            `Areas overlap: ${countOf(several, 'incident')} ${several === 1 ? 'lies' : 'lie'} in more than one and ${several === 1 ? 'is' : 'are'} counted in each.`,
          ]
        : []),
      ...source.notes,
    ],
  }
}

/** Said before all else: most incidents lie outside the areas, so these are of another place, or of a part of it. */
const outside = (nowhere: number, n: number, set: string): string[] =>
  nowhere > n / 2
    ? [
        `Most incidents (${showNumber(nowhere)} of ${showNumber(n)}) lie in none of the areas of ${set}: it may be of another place, or of a part of this one.`,
      ]
    : []

/** What the file calls its areas, "beats"; "areas" where it does not say. */
function wordOf(areas: readonly Boundary[]): string {
  const kinds = new Set(areas.map((a) => a.kind))
  const [kind] = kinds
  return kinds.size === 1 && /^[a-z]{3,20}$/i.test(kind)
    ? `${kind.toLowerCase().replace(/s$/, '')}s`
    : 'areas'
}

const countsOf = (of: Uint32Array, n: number): Uint32Array => {
  const counts = new Uint32Array(n)
  for (const a of of) counts[a]++
  return counts
}

/** Homes of each area, by the source the settings ask for; NaN where they are not known. */
function homesOfAreas(
  { params, homes, area }: Pick<Input<P>, 'params' | 'homes' | 'area'>,
  grounds: readonly Ground[],
): { homes: Float64Array; all: number; from: string; notes: string[] } {
  const none = { homes: new Float64Array(grounds.length).fill(NaN), all: 0, from: '' }
  if (params.homes === 'none') return { ...none, notes: ['Homes were not asked for: counts only.'] }
  if (homes && params.homes !== 'file') {
    const inside = area ? areaTest(area) : () => true
    const at = Array.from(homes.x.keys()).filter((k) => inside(homes.x[k], homes.y[k]))
    const { start, area: of } = areasOfPoints(
      grounds.map((g) => g.area),
      Float64Array.from(at, (k) => homes.x[k]),
      Float64Array.from(at, (k) => homes.y[k]),
    )
    let all = 0
    for (let k = 0; k < at.length; k++) if (start[k + 1] > start[k]) all++
    return {
      homes: Float64Array.from(countsOf(of, grounds.length)),
      all,
      from: 'the loaded addresses',
      notes: [
        all === homes.x.length
          ? `${countOf(all, 'home')} of the loaded addresses, all of them, ${all === 1 ? 'lies' : 'lie'} in an area.`
          : `${countOf(all, 'home')} of the loaded addresses ${all === 1 ? 'lies' : 'lie'} in an area, ${showNumber(homes.x.length - all)} in none that is counted here.`,
      ],
    }
  }
  if (params.homes === 'addresses')
    throw new Error(
      'No addresses are loaded. Drop an address file, or take the homes from the boundary file.',
    )
  const areas = grounds.map((g) => g.area)
  const key = homesProperty(areas)
  if (!key) {
    if (params.homes === 'file')
      throw new Error(
        'The boundary file has no number named households, dwellings or homes. Load an address file, or show counts only.',
      )
    return {
      ...none,
      notes: [
        'No homes are known, so there are counts and no rates: load an address file, or boundaries with a number named households, dwellings or homes.',
      ],
    }
  }
  const counts = Float64Array.from(grounds, (g) =>
    g.cut ? NaN : g.area.numbers[key] > 0 ? g.area.numbers[key] : NaN,
  )
  const unknown = counts.filter(Number.isNaN).length
  return {
    homes: counts,
    all: counts.reduce((s, v) => s + (v > 0 ? v : 0), 0),
    from: `“${key}” of the boundary file`,
    notes: [
      `Homes are “${key}” of the boundary file, as it gives them.`,
      ...(unknown
        ? [`${countOf(unknown, 'area')} without that number, or only partly inside the study area: no rate.`]
        : []),
    ],
  }
}

/** Counts by the beat column; a boundary of the same name gives a beat its shape and homes. */
export function byBeat(input: Input<P>, whole: Study): Counted {
  const { table, rows, params } = input
  const { codes, values } = table.beat
  const looked = input.within ? Array.from(input.within, (i) => codes[i]) : codes
  const named = [...new Set(looked)].filter((code) => values[code] !== '')
  if (named.length === 0)
    throw new Error(
      'No incident of this table names a beat. Choose the column of beats under Data, or load boundaries of the beats.',
    )
  const plain = (s: string) => s.trim().toLowerCase().replace(/\s+/g, ' ')
  const shapes = new Map<string, Boundary>()
  for (const a of input.areas ?? []) if (a.kind !== 'study-area') shapes.set(plain(a.name), a)
  const study = input.area ? areaTest(input.area) : undefined
  const lists = new Map<number, number[]>(named.map((code) => [code, []]))
  let [nowhere, outside] = [0, 0]
  for (const i of rows) {
    // a row without coordinates still says its beat
    if (study && Number.isFinite(table.x[i] + table.y[i]) && !study(table.x[i], table.y[i])) {
      outside++
      continue
    }
    const list = lists.get(codes[i])
    if (list) list.push(i)
    else nowhere++
  }
  const grounds = named.map((code): Ground | undefined => {
    const area = shapes.get(plain(values[code]))
    return area && groundOf(area, whole)
  })
  const known = grounds.flatMap((g) => (g ? [g] : []))
  const source = known.length > 0 ? homesOfAreas(input, known) : undefined
  const homes = grounds.map((g) => (g && source ? source.homes[known.indexOf(g)] : NaN))
  const tallies = named.map((code, k): Tally => {
    const list = lists.get(code)!
    const at = middleOf(table, list)
    return {
      name: values[code],
      n: list.length,
      homes: homes[k],
      ...(grounds[k] ? { ground: grounds[k] } : {}),
      ...(at ? { at } : {}),
    }
  })
  const inHomes = tallies.reduce((s, t) => s + (t.homes > 0 ? t.n : 0), 0)
  return {
    words: 'beats of the file',
    first: [],
    tallies,
    nowhere,
    homesFrom: source?.from ?? '',
    inHomes,
    homes: source?.all ?? 0,
    notes: [
      `${countOf(named.length, 'beat')} named by any incident of the table${input.within ? ' that the filter by beat or street keeps' : ''}; a beat without any is unknown here.`,
      ...(nowhere
        ? [`${countOf(nowhere, 'incident')} without a beat ${nowhere === 1 ? 'is' : 'are'} in no area.`]
        : []),
      ...(outside ? [`${countOf(outside, 'incident')} outside the study area left out.`] : []),
      known.length === 0
        ? 'No boundary is named like a beat of the file, so neither homes nor ground are known: counts only.'
        : `${countOf(known.length, 'beat')} of ${named.length} ${known.length === 1 ? 'has' : 'have'} a loaded boundary of the same name, which gives the shape and the homes; incidents are counted by the beat column.`,
      ...(params.homes !== 'none' && source ? source.notes : []),
    ],
  }
}

/** The place of the middle incident by each coordinate, so that a label stands where something happened. */
function middleOf(table: Input<P>['table'], list: readonly number[]): readonly [number, number] | undefined {
  const placed = list.filter((i) => Number.isFinite(table.x[i] + table.y[i]))
  if (placed.length === 0) return undefined
  const median = (v: Float64Array) => medianOf(placed.map((i) => v[i]))
  return planeOf(table.crs).inverse(median(table.x), median(table.y))
}
