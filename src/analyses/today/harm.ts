/** The counts weighed by harm: weights of the kinds, and where each beat stands with and without them. */
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { dayOf } from '../../core/base/time.ts'
import { HARM_EDITIONS, type HarmEdition, harmWeight, ownEdition } from '../../core/stats/harm.ts'
import { rankBands } from '../../core/stats/rankBands.ts'
import type { Days, LookBack } from '../../core/table/lookBack.ts'
import type { Input } from '../../core/table/method.ts'
import type { SCHEMA } from './params.ts'
import type { HarmBeat, HarmTable, KindRow } from './result.ts'

type P = Values<typeof SCHEMA>

/** Which setting holds the user's own weight of a kind. */
const OWN: Partial<Record<OffenceId, keyof P>> = {
  'burglary-home': 'weightBurglary',
  'theft-from-vehicle': 'weightFromVehicle',
  'theft-of-vehicle': 'weightOfVehicle',
  'robbery-personal': 'weightRobbery',
  'theft-from-person': 'weightFromPerson',
  'burglary-any': 'weightAnyBurglary',
  'vehicle-any': 'weightAnyVehicle',
  'robbery-any': 'weightAnyRobbery',
}

const editionOf = (params: P): HarmEdition =>
  params.harm === 'list'
    ? ownEdition(params.listName, params.listWeights)
    : HARM_EDITIONS.find((e) => e.id === params.harm)!

/** Weights of the kinds present, by the edition chosen and the user's own, and the beats ranked by them. */
export function harmTable(
  { table, params }: Input<P>,
  rows: Uint32Array,
  kinds: readonly KindRow[],
  lookBack: LookBack,
  firstDay: number,
): HarmTable {
  const edition = editionOf(params)
  const weighed = kinds.map((k, kind) => {
    const userParam = OWN[k.offence]
    return { kind, ...harmWeight(edition, k.offence, userParam ? (params[userParam] as number) : 0) }
  })
  const weightOf = new Map(weighed.map((h) => [kinds[h.kind].offence as string, h.weight]))
  const blocks = blocksOf(lookBack, firstDay)
  const { codes, values } = table.beat
  const beats = values.map((_, k) => k).filter((k) => values[k] !== '')
  const place = new Map(beats.map((code, k) => [code, k]))
  const made = () => blocks.map(() => new Float64Array(beats.length))
  const [harm, count] = [made(), made()]
  for (const i of rows) {
    const weight = weightOf.get(OFFENCES[table.offence[i]].id) ?? NaN
    const unit = place.get(codes[i])
    if (Number.isNaN(weight) || unit === undefined) continue
    const day = dayOf(table.from[i])
    const b = blocks.findIndex(([from, to]) => day >= from && day <= to)
    if (b < 0) continue
    harm[b][unit] += weight
    count[b][unit]++
  }
  const draws = Math.max(199, Math.min(999, Math.floor(2e7 / Math.max(1, blocks.length * beats.length))))
  const [byHarm, byCount] = [rankBands(harm, draws), rankBands(count, draws)]
  // a file that covers no whole week yet ranks no beat
  const ranked = (blocks.length > 0 ? beats : [])
    .map((code, k): HarmBeat => ({ beat: values[code], harm: byHarm[k], count: byCount[k] }))
    .filter((b) => b.count.total > 0)
    .sort((a, b) => a.harm.rank - b.harm.rank || a.beat.localeCompare(b.beat, 'en', { numeric: true }))
  return {
    ...{ id: edition.id, name: edition.name, edition: edition.edition, unit: edition.unit },
    source: edition.source,
    rows: weighed,
    beats: ranked,
    blocks: { n: blocks.length, unit: lookBack.grain === 'months' ? 'month' : 'week' },
    draws,
  }
}

/** Whole weeks (or months) of the last twelve months that the table covers. */
function blocksOf({ year: [from, to], grain, series }: LookBack, firstDay: number): Days[] {
  const first = Math.max(from, firstDay)
  if (grain === 'months') return series.filter((d) => d[0] >= first && d[1] <= to) as Days[]
  return Array.from({ length: Math.floor((to - first + 1) / 7) }, (_, k): Days => [
    to - 7 * k - 6,
    to - 7 * k,
  ])
}
