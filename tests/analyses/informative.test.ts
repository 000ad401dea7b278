/** Results that would be empty headlines say so, and the setting they offer makes one that is not. */
import { describe, expect, it } from 'vitest'
import type { Words } from '../../src/analyses/contract.ts'
import { METHOD as aoristic } from '../../src/analyses/aoristic/compute.ts'
import { WORDS as aoristicWords } from '../../src/analyses/aoristic/words.ts'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { WORDS as changeWords } from '../../src/analyses/change/words.ts'
import { METHOD as classify } from '../../src/analyses/classify/compute.ts'
import { WORDS as classifyWords } from '../../src/analyses/classify/words.ts'
import { METHOD as clusters } from '../../src/analyses/clusters/compute.ts'
import { WORDS as clustersWords } from '../../src/analyses/clusters/words.ts'
import { METHOD as concentration } from '../../src/analyses/concentration/compute.ts'
import { WORDS as concentrationWords } from '../../src/analyses/concentration/words.ts'
import { METHOD as gistar } from '../../src/analyses/gistar/compute.ts'
import { WORDS as gistarWords } from '../../src/analyses/gistar/words.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { WORDS as hotspotsWords } from '../../src/analyses/hotspots/words.ts'
import { METHOD as nearRepeat } from '../../src/analyses/nearRepeat/compute.ts'
import { WORDS as nearRepeatWords } from '../../src/analyses/nearRepeat/words.ts'
import { METHOD as zones } from '../../src/analyses/zones/compute.ts'
import { hoursOf, WORDS as zonesWords } from '../../src/analyses/zones/words.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import type { Method } from '../../src/core/table/method.ts'
import { discOf, evenTown, FIRST_DAY, runOn } from '../bench/calibrate/towns.ts'
import { type Row, townOf } from './town.ts'

const LAST = FIRST_DAY + 364

function judged(
  method: Method<any, any>,
  words: Words<any, any>,
  rows: readonly Row[],
  over: Record<string, unknown> = {},
) {
  const params = { ...defaults(method.schema), ...over }
  const table = townOf(rows)
  const result = runOn(method, table, LAST, params)
  const view = { result, params, table, today: LAST }
  return { result, view, empty: words.informative?.(view) }
}

/** Gaussian hot spots far apart: places of one rank wherever the smoothing is narrow. */
const many = Array.from({ length: 120 }, (_, k) =>
  discOf(k, 5, [450_000 + (k % 12) * 4000, 300_000 + Math.floor(k / 12) * 4000], 60),
).flat()

describe.each([
  ['clusters', clusters, clustersWords, evenTown(1, 2000, 2000), {}, /2,000 incidents.*nothing stands out/],
  ['classify', classify, classifyWords, evenTown(1, 900, 3000), {}, /^One chain joins \d+ of 900 incidents/],
  [
    'concentration',
    concentration,
    concentrationWords,
    evenTown(1, 60),
    {},
    /chance alone would put 100.?% to 100.?% there/,
  ],
  ['zones', zones, zonesWords, evenTown(1, 1500, 3000), {}, /^The zones cover (9\d|100).?% of the ground/],
  ['hotspots', hotspots, hotspotsWords, many, {}, /hotspots are of tier A/],
  [
    'hotspots by chance',
    hotspots,
    hotspotsWords,
    evenTown(1, 40),
    {},
    /hold 100.?% of the incidents, and would hold 100.?% had each fallen anywhere/,
  ],
  ['change', change, changeWords, evenTown(1, 60), {}, /^No place holds as many as 5 incidents/],
  [
    'gistar',
    gistar,
    gistarWords,
    evenTown(1, 60, 1000),
    { cell: 400 },
    /are so few that hardly any could stand out/,
  ],
] as const)('%s', (_, method, words, rows, over, says) => {
  it('says where it says nothing, and offers what works', () => {
    const { empty } = judged(method as Method<any, any>, words, rows, over)
    expect(empty?.says).toMatch(says)
    expect(empty?.setting).toBeDefined()
    let setting = empty!.setting
    // a setting may have to be pressed more than once, but leads there
    let last = empty
    for (let k = 0; k < 5 && setting; k++) {
      last = judged(method as Method<any, any>, words, rows, { ...over, ...setting.params }).empty
      setting = last && { ...last.setting!, params: { ...setting.params, ...last.setting?.params } }
    }
    if (method !== (concentration as unknown)) expect(last).toBeUndefined()
  })
})

describe('where there is something to read', () => {
  it.each([
    ['clusters', clusters, clustersWords],
    ['classify', classify, classifyWords],
    ['concentration', concentration, concentrationWords],
    ['hotspots', hotspots, hotspotsWords],
    ['gistar', gistar, gistarWords],
  ] as const)('%s does not say otherwise', (_, method, words) => {
    const rows = [...evenTown(2, 150, 8000), ...discOf(2, 60, [453_000, 303_000], 150)]
    expect(judged(method as Method<any, any>, words, rows).empty).toBeUndefined()
  })
})

it('near repeats: says that next to no pair is expected', () => {
  const { empty } = judged(nearRepeat, nearRepeatWords, evenTown(1, 60))
  expect(empty?.says).toMatch(/too few for a test/)
  expect(empty?.setting?.params.space).toEqual([0, 1, 200, 400, 600, 800])
})

it('hours: says that a handful fills no week', () => {
  expect(judged(aoristic, aoristicWords, evenTown(1, 6)).empty?.says).toMatch(
    /^6 incidents with a known time/,
  )
})

it('concentration: says of one listed place that it holds', () => {
  // one incident in a town whose ground is known from many
  const table = townOf(evenTown(2, 200))
  const params = defaults(concentration.schema)
  const result = drain(concentration.compute({ table, rows: Uint32Array.of(0), params, today: LAST }))
  expect(concentrationWords.answer({ result, params, table, today: LAST })).toContain(
    '; the worst one holds 100%',
  )
})

it('hours: says no more of windows of one length than holds, and of one incident that it falls', () => {
  const saidOf = (rows: Row[]) => {
    const words: Words<any, any> = aoristicWords
    const { view } = judged(aoristic, aoristicWords, rows)
    return [words.answer(view), words.sure!(view)[0].says].join(' ')
  }
  // windows of 1, 3, 8 and 10 hours, a quarter each: a quarter are longer than 8 hours, half last 8 or more
  const mixed = evenTown(3, 400).map((r, i) => ({ ...r, length: 60 * [1, 3, 8, 10][i % 4] }))
  expect(saidOf(mixed)).toContain('At least half of the windows last 8 hours or more,')
  const one = saidOf([{ x: 450_000, y: 300_000, day: LAST - 9, minute: 600, length: 60 }])
  expect(one).toContain('of 1 incident falls between')
  expect(one).toContain('last 1 hour or more,')
  expect(saidOf(evenTown(1, 6))).not.toContain('of the windows')
})

it('hours: says that no hour stands out where the clock is drawn at random, and not where evenings hold more', () => {
  const even = evenTown(3, 900).map((r, i) => ({ ...r, length: (i % 4) * 200 }))
  const { empty, result } = judged(aoristic, aoristicWords, even)
  expect(empty?.says).toMatch(/^No hours and no day stand out: some run of 6 hours .* up to 2\d%\.$/)
  expect(result.busiest.share).toBeLessThanOrEqual(result.chance.hours.upTo)
  const evenings = even.map((r, i) => (i % 5 ? r : { ...r, minute: 1080 + (i % 200) }))
  expect(judged(aoristic, aoristicWords, evenings).empty).toBeUndefined()
  // a busy day of the week is something to read as well
  const mondays = even.map((r, i) => (i % 5 ? r : { ...r, day: r.day! - ((r.day! + 3) % 7) }))
  const byDay = judged(aoristic, aoristicWords, mondays)
  expect(byDay.empty).toBeUndefined()
  expect([byDay.result.chance.hours.p > 0.025, byDay.result.chance.days.p <= 0.025]).toEqual([true, true])
})

it('zones: one incident is mostly at no hours', () => {
  const one = { x: 450_000, y: 300_000, day: LAST, minute: 900, length: 30 }
  const { result } = judged(zones, zonesWords, [one])
  expect(hoursOf(result.zones[0])).toBe('')
  const { result: five } = judged(
    zones,
    zonesWords,
    Array.from({ length: 5 }, (_, k) => ({ ...one, x: one.x + k, day: one.day - k })),
  )
  expect(hoursOf(five.zones[0])).toBe('10:00 to 16:00')
  // of one night they are one fact; at any hour some six hours hold most of nine
  const night = Array.from({ length: 9 }, (_, k) => ({ ...one, x: one.x + k }))
  expect(hoursOf(judged(zones, zonesWords, night).result.zones[0])).toBe('')
  const any = night.map((r, k) => ({ ...r, day: r.day - k, minute: (k * 397) % 1440 }))
  expect(hoursOf(judged(zones, zonesWords, any).result.zones[0])).toBe('')
})

it('claims nothing of one burglary, whose ground is what it reaches', () => {
  const one = { x: 450_000, y: 300_000, day: LAST, minute: 900, length: 30 }
  const zone = judged(zones, zonesWords, [one])
  expect(zone.empty).toEqual({
    says: 'No ground is known but that within 400 m of one incident, so how much of the town the zones cover cannot be told. Load or draw a boundary.',
  })
  const two = judged(hotspots, hotspotsWords, [one, { ...one, x: one.x + 888 }])
  expect([two.result.byChance, two.result.moreThanChance]).toEqual([[], undefined])
  expect(two.empty?.says).toMatch(/^2 incidents: of fewer than 30 a density shows little/)
  const { view } = judged(clusters, clustersWords, [one])
  expect(clustersWords.answer(view as never)).toBe(
    '1 incident: a cluster takes 8 or more within 100 m of one of them.',
  )
})

it('chains: the half-distance of featureless data stands beside the one found', () => {
  const { result } = judged(classify, classifyWords, evenTown(1, 900, 3000))
  expect(result.evenDistance).toBeCloseTo(400 / Math.SQRT2, 9)
  expect(Math.abs(result.halfDistance / result.evenDistance - 1)).toBeLessThan(0.05)
})

it('says in Change which days, and what false finds are held to, as set', () => {
  for (const [level, words] of [
    [5, '5%'],
    [0.5, '0.5%'],
  ] as const) {
    const { result, params, table, today } = judged(change, changeWords, evenTown(1, 900), { level }).view
    const view = { result, table, today, params: { ...defaults(change.schema), ...params } }
    expect(
      changeWords.sure!(view)
        .map((s) => s.says)
        .join(' '),
    ).toContain(`false finds held to ${words}.`)
    expect(changeWords.answer(view)).toMatch(/^\d+ incidents from .+ to .+, \d+ from .+ to /)
  }
})

it('counts among the places tried only those that had an incident in either period', () => {
  const { result, view } = judged(change as Method<any, any>, changeWords, evenTown(2, 600, 2000))
  const { units } = result as { units: readonly { recent: number; earlier: number }[] }
  const tried = units.filter((u) => u.recent + u.earlier > 0).length
  // a square of an older pattern alone has no p, and no part in the adjustment
  const quiet = { ...units[0], recent: 0, earlier: 0, p: NaN, q: NaN }
  const says = changeWords.sure!({
    ...view,
    result: { ...(result as object), units: [...units, quiet] },
  } as never)
  expect(says[0].says).toContain(`; ${tried} places tried, `)
})
