/** Incidents and homes of each area, and which rates chance alone would not give. */
import { areaTest, boundsOfArea } from '../../core/area.ts'
import { benjaminiHochberg } from '../../core/fdr.ts'
import { funnelTest, limitOf } from '../../core/funnel.ts'
import { homesProperty } from '../../core/homesOf.ts'
import { FLAG } from '../../core/incidents.ts'
import type { Boundary, Input, Method } from '../../core/method.ts'
import { BURGLARY, offenceIndex, OFFENCES } from '../../core/offences.ts'
import type { Values } from '../../core/params.ts'
import { planeOf } from '../../core/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/points.ts'
import { poissonInterval } from '../../core/poisson.ts'
import { windowOf } from '../../core/window.ts'
import { dayOf } from '../../core/time.ts'
import { areasOfPoints, labelPoint } from '../../core/whichArea.ts'
import { countOf, showNumber } from '../../core/words.ts'
import { geometryOf, type Ground, groundOf, groundsOf, hatchOf } from './ground.ts'
import { META, type SCHEMA } from './params.ts'
import { type AreaRow, type AreasResult, FEW, FEW_HOMES, type Limits, type Verdict } from './result.ts'

type P = Values<typeof SCHEMA>

/** What the counting gives for each area before any statistics. */
interface Tally {
  readonly name: string
  readonly n: number
  readonly homes: number
  readonly ground?: Ground
  readonly at?: readonly [lng: number, lat: number]
}
interface Counted {
  readonly words: string
  readonly set?: string
  readonly tallies: readonly Tally[]
  readonly nowhere: number
  readonly homesFrom: string
  /** incidents and homes of the areas with homes, each once */
  readonly inHomes: number
  readonly homes: number
  readonly notes: readonly string[]
}

function* compute(input: Input<P>): Generator<number, AreasResult, void> {
  const { table, params, today } = input
  const burglary = new Set(BURGLARY.map(offenceIndex))
  const only = params.kinds === 'auto' && input.rows.some((i) => burglary.has(table.offence[i]))
  const window = windowOf(table, input.rows, today, params.window === 'all' ? undefined : +params.window)
  const rows = input.rows.filter((i) => {
    const day = dayOf(table.from[i])
    return (
      (!only || burglary.has(table.offence[i])) &&
      !(table.flags[i] & FLAG.oddDate) &&
      day >= window.from &&
      day <= window.to
    )
  })
  if (rows.length === 0)
    throw new Error(
      `No ${only ? 'burglary' : 'incident'} under this filter falls into ${window.words}. Choose a longer period, another as-at date or fewer filters.`,
    )
  yield 0.05
  const usable = input.areas?.some((a) => a.kind !== 'study-area')
  const byFile = params.by === 'beat' || (params.by === 'auto' && !usable)
  const counted = byFile ? byBeat({ ...input, rows }) : byBoundary({ ...input, rows })
  yield 0.6
  const made = rated(counted, params.level / 100, table.crs)
  const { inHomes, homes } = counted
  yield 0.9
  return {
    ...made,
    of: only ? 'burglary' : 'incident',
    words: counted.words,
    ...(counted.set ? { set: counted.set } : {}),
    period: window.words,
    days: window.to - window.from + 1,
    n: rows.length,
    nowhere: counted.nowhere,
    homesFrom: counted.homesFrom,
    inHomes,
    homes,
    rate: (1000 * inHomes) / homes,
    level: params.level / 100,
    notes: [...notesOf(input, rows, window.words, only), ...counted.notes, ...statNotes(counted, made)],
  }
}

/** Counts what lies inside each loaded boundary. */
function byBoundary(input: Input<P>): Counted {
  const { params, area } = input
  const points = pointsOf(input)
  const study = studyOf(input)
  const { grounds, set, notes: said } = groundsOf(input.areas ?? [], params.set, study, input.table)
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
      `${countOf(nowhere, 'incident')} ${nowhere === 1 ? 'lies' : 'lie'} in no area.`,
      ...(several
        ? [
            `Areas overlap: ${countOf(several, 'incident')} ${several === 1 ? 'lies' : 'lie'} in more than one and ${several === 1 ? 'is' : 'are'} counted in each.`,
          ]
        : []),
      ...source.notes,
    ],
  }
}

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
        `${countOf(all, 'home')} of the loaded addresses lie in an area, ${showNumber(homes.x.length - all)} in none.`,
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
function byBeat(input: Input<P>): Counted {
  const { table, rows, params } = input
  const { codes, values } = table.beat
  const named = [...new Set(codes)].filter((code) => values[code] !== '')
  if (named.length === 0)
    throw new Error(
      'No incident of this table names a beat. Map a beat column at import, or load boundaries of the beats.',
    )
  const plain = (s: string) => s.trim().toLowerCase().replace(/\s+/g, ' ')
  const shapes = new Map<string, Boundary>()
  for (const a of input.areas ?? []) if (a.kind !== 'study-area') shapes.set(plain(a.name), a)
  const study = input.area ? areaTest(input.area) : undefined
  const whole = studyOf(input)
  const lists = new Map<number, number[]>(named.map((code) => [code, []]))
  let nowhere = 0
  for (const i of rows) {
    if (study && !study(table.x[i], table.y[i])) continue
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
    tallies,
    nowhere,
    homesFrom: source?.from ?? '',
    inHomes,
    homes: source?.all ?? 0,
    notes: [
      `${countOf(named.length, 'beat')} named by any incident of the table; a beat without any is unknown here.`,
      `${countOf(nowhere, 'incident')} without a beat ${nowhere === 1 ? 'is' : 'are'} in no area.`,
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
  const median = (v: Float64Array) => placed.map((i) => v[i]).sort((a, b) => a - b)[placed.length >> 1]
  return planeOf(table.crs).inverse(median(table.x), median(table.y))
}

const verdictOf = (above: boolean, tail: number): Verdict =>
  tail > 0.025 ? 'within' : tail > 0.001 ? (above ? 'above' : 'below') : above ? 'far above' : 'far below'

/** Rates, limits and verdicts of counted areas. */
function rated(
  { tallies, inHomes, homes }: Counted,
  level: number,
  crs: string,
): Pick<AreasResult, 'areas' | 'funnel' | 'dispersion'> & { beyond: number } {
  const plane = planeOf(crs)
  const tests = tallies.map((t) =>
    t.homes > 0 && homes > 0 ? funnelTest(t.n, inHomes, t.homes / homes) : undefined,
  )
  const q = benjaminiHochberg(Float64Array.from(tests, (t) => t?.p ?? NaN))
  const rows = tallies.map((t, k): AreaRow => {
    const test = tests[k]
    const per = test ? 1000 / t.homes : NaN
    const [low, high] = poissonInterval(t.n)
    const expected = test ? (inHomes * t.homes) / homes : NaN
    const unsteady = test ? t.n < FEW || t.homes < FEW_HOMES : t.n < FEW
    const { ground } = t
    // below the middle, where the ground writes the name
    const inside = ground && labelPoint(ground.area, 0.36)
    const at = inside ? plane.inverse(...inside) : t.at
    return {
      name: t.name,
      n: t.n,
      homes: t.homes,
      km2: ground?.km2 ?? NaN,
      rate: t.n * per,
      low: low * per,
      high: high * per,
      expected,
      ratio: t.n / expected,
      p: test?.p ?? NaN,
      q: q[k],
      verdict: test ? verdictOf(test.above, test.tail) : 'none',
      unsteady,
      ...(ground ? { geometry: geometryOf(ground.area, crs) } : {}),
      ...(at ? { at } : {}),
      ...(ground && unsteady ? { hatch: hatchOf(ground.area, crs, hatchGap(ground.area)) } : {}),
    }
  })
  const excess = (a: AreaRow) => (Number.isNaN(a.expected) ? -Infinity : a.n - a.expected)
  rows.sort((a, b) =>
    homes > 0 && excess(a) !== excess(b) ? excess(b) - excess(a) : b.n - a.n || (a.name < b.name ? -1 : 1),
  )
  const judged = rows.filter((a) => a.verdict !== 'none')
  const squares = judged.map((a) => (a.n - a.expected) ** 2 / (a.expected * (1 - a.expected / inHomes)))
  return {
    areas: rows,
    funnel: funnelOf(judged, inHomes, homes),
    dispersion: squares.length > 2 ? squares.reduce((s, v) => s + v, 0) / squares.length : NaN,
    beyond: judged.filter((a) => a.q <= level).length,
  }
}

/** Hatching that shows in a small area and does not fill a large one. */
function hatchGap(area: Boundary): number {
  const [x0, y0, x1, y1] = boundsOfArea(area)!
  return Math.max(15, Math.hypot(x1 - x0, y1 - y0) / 22)
}

/** Curves of the funnel over the homes of the areas, closer together where they bend. */
function funnelOf(judged: readonly AreaRow[], n: number, homes: number): Limits[] {
  if (judged.length < 2) return []
  const sizes = judged.map((a) => a.homes)
  const [least, most] = [Math.min(...sizes) * 0.7, Math.min(homes, Math.max(...sizes) * 1.08)]
  const steps = 48
  return Array.from({ length: steps }, (_, k) => {
    const h = least * (most / least) ** (k / (steps - 1))
    const at = (tail: number, side: 'low' | 'high') => (1000 * limitOf(n, h / homes, tail, side)) / h
    return {
      homes: h,
      low95: at(0.025, 'low'),
      high95: at(0.025, 'high'),
      low998: at(0.001, 'low'),
      high998: at(0.001, 'high'),
    }
  })
}

function notesOf({ table, rows: all }: Input<P>, rows: Uint32Array, period: string, only: boolean): string[] {
  const kinds = OFFENCES.map((o, k) => ({
    ...o,
    n: rows.reduce((s, i) => s + (table.offence[i] === k ? 1 : 0), 0),
  }))
    .filter((o) => o.n > 0)
    .sort((a, b) => b.n - a.n)
  const what = kinds.map((o) => `${o.label.toLowerCase()} ${showNumber(o.n)}`).join(', ')
  const left = all.length - rows.length
  return [
    `${countOf(rows.length, 'incident')}, ${period}: ${what}.`,
    ...(left
      ? [
          `${countOf(left, 'incident')} under this filter not counted: ${only ? 'other kinds of crime, ' : ''}outside the period, or with an unlikely date.`,
        ]
      : []),
    ...(kinds.length > 1
      ? [
          'Several kinds of crime are counted together. Filter by one kind for a rate that says what it is of.',
        ]
      : []),
  ]
}

function statNotes(c: Counted, made: ReturnType<typeof rated>): string[] {
  const judged = made.areas.filter((a) => a.verdict !== 'none')
  if (judged.length === 0) return []
  const bare = made.areas.filter((a) => a.homes === 0)
  const lost = made.areas.reduce((s, a) => s + (a.homes > 0 ? 0 : a.n), 0)
  const unsteady = judged.filter((a) => a.unsteady).length
  return [
    `All areas with homes together: ${countOf(c.inHomes, 'incident')} over ${countOf(c.homes, 'home')}, ${showNumber((1000 * c.inHomes) / c.homes, 1)} per 1,000 homes in the period. Each area is held against that rate; its own incidents are part of it.`,
    ...(bare.length
      ? [`${countOf(bare.length, 'area')} without a home, with ${countOf(lost, 'incident')}: no rate.`]
      : []),
    `Limits of 95 % and 99.8 %, exact. Of ${countOf(judged.length, 'area')} about one in twenty lies outside 95 % by chance alone; the adjusted p (Benjamini–Hochberg) allows for that: ${countOf(made.beyond, 'area')} ${made.beyond === 1 ? 'keeps' : 'keep'} it small.`,
    ...(made.dispersion > 2 && judged.length > 4
      ? [
          `The areas differ ${showNumber(made.dispersion, 1)} times as much as chance around one common rate would make them: most truly have rates of their own, so many flags are to be expected and the question is which differ most.`,
        ]
      : []),
    ...(unsteady
      ? [
          `${countOf(unsteady, 'area')} with fewer than ${FEW} incidents or ${FEW_HOMES} homes: hatched, the rate is unsteady.`,
        ]
      : []),
    'Homes are what burglary can happen to; for other crime they only stand in.',
  ]
}

export const METHOD: Method<typeof SCHEMA, AreasResult> = { ...META, compute }
