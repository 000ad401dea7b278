/**
 * The two plans of the sample. In the places of the first, part of the vehicle crime after its start changes places
 * with vehicle crime elsewhere before it: what happened on which day, and how often each place was hit in the whole
 * two years by kind, is as it was for the town. In the places of the second nothing is touched.
 */
import { createHash } from 'node:crypto'
import { ruleText, type PlanPlace, type PlanRecord } from '../../src/core/evaluation/planRecord.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { DAYS, FIRST_DAY, PLANS } from './parameters.ts'
import { ORIGIN } from './plan.ts'
import { randomFrom, subSeed } from './random.ts'

/** What of a crime says where it was: these go together. */
const PLACE = ['House No', 'Street', 'Postcode', 'UPRN', 'Easting', 'Northing', 'Beat'] as const
type Corner = readonly [x: number, y: number]

/** A crime that can be carried off: its kind, its day since FIRST_DAY, its row. */
export interface Carried {
  readonly kind: string
  readonly day: number
  readonly row: Record<(typeof PLACE)[number], string>
}

const KINDS: readonly string[] = ['theft-from-vehicle', 'theft-of-vehicle']

const inAny = (squares: readonly Corner[], { row }: Carried): boolean => {
  const [x, y] = [Number(row.Easting) - ORIGIN[0], Number(row.Northing) - ORIGIN[1]]
  return squares.some(([a, b]) => x >= a && x < a + PLANS.side && y >= b && y < b + PLANS.side)
}

/** Lets the first plan work: exchanges the places of crimes, in place. Returns how many. */
export function letOneWork(cases: readonly Carried[], seed: number): number {
  const random = randomFrom(subSeed(seed, 'plans'))
  let n = 0
  for (const kind of KINDS) {
    const of = cases.filter((c) => c.kind === kind)
    const after = of.filter((c) => c.day >= PLANS.start && c.day < DAYS - 42 && inAny(PLANS.worked, c))
    const before = of.filter((c) => c.day < PLANS.start && !inAny([...PLANS.worked, ...PLANS.nothing], c))
    for (const c of after) {
      if (!random.chance(PLANS.carriedOff)) continue
      const [other] = before.splice(random.below(before.length), 1)
      for (const key of PLACE) [c.row[key], other.row[key]] = [other.row[key], c.row[key]]
      n++
    }
  }
  return n
}

const grid = planeOf('EPSG:27700')
const day = (since: number): string => new Date(FIRST_DAY + since * 86_400_000).toISOString().slice(0, 10)

const placesOf = (squares: readonly Corner[], where: string): PlanPlace[] =>
  squares.map(([x, y], k) => ({
    name: `${where} ${k + 1}`,
    from: 'squares of 200 m',
    shape: {
      type: 'Polygon',
      coordinates: [
        [
          [x, y],
          [x + PLANS.side, y],
          [x + PLANS.side, y + PLANS.side],
          [x, y + PLANS.side],
          [x, y],
        ].map(([e, n]) => grid.inverse(ORIGIN[0] + e, ORIGIN[1] + n).map((v) => +v.toFixed(6))),
      ],
    },
  }))

/** Text of plans.json. */
export function plansJson(): string {
  const base = {
    ...{ offences: [...KINDS] as PlanRecord['offences'], comparison: [], before: PLANS.start },
    ...{ start: day(PLANS.start), end: day(DAYS - 1), reviews: [day(PLANS.start + 182)], chosen: ['', ''] },
    ...{ costs: {}, owner: 'Sergeant, Ludderwick north' },
  } as const
  const plan = (
    more: Pick<PlanRecord, 'id' | 'number' | 'name' | 'objective' | 'response' | 'places'> &
      Pick<PlanRecord, 'planned' | 'delivered'>,
  ): PlanRecord => {
    const rule = { text: 'A fall of 20% or more against the comparison', written: day(PLANS.start - 13) }
    const hash = createHash('sha256').update(ruleText({ rule: { ...rule, hash: '' }, start: base.start }))
    return { ...base, ...more, chosen: ['', ''], rule: { ...rule, hash: hash.digest('hex') } }
  }
  const plans = [
    plan({
      ...{ id: 'sample-1', number: 1, name: 'North-west: car parks lit and patrolled (invented)' },
      objective: 'Less vehicle crime in seven places of the north-west',
      response: 'Lighting in shared car parks, short patrols in the evening. By construction it worked.',
      places: placesOf(PLANS.worked, 'North-west'),
      ...{ planned: { minutes: 12_480 }, delivered: { minutes: 11_230 } },
    }),
    plan({
      ...{ id: 'sample-2', number: 2, name: 'North-east: leaflets (invented)' },
      objective: 'Less vehicle crime in seven places of the north-east',
      response: 'Leaflets on windscreens. By construction it did nothing.',
      places: placesOf(PLANS.nothing, 'North-east'),
      ...{ planned: { doors: 1200, packs: 1200 }, delivered: { doors: 480, packs: 480 } },
    }),
  ]
  return JSON.stringify(plans, null, 1) + '\n'
}
