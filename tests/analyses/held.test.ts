/** Shares, peaks and ranks held against what chance gives: of towns where every home runs the same risk, none is more. */
import { describe, expect, it } from 'vitest'
import { WORDS as areasWords } from '../../src/analyses/areas/words.ts'
import { METHOD as classify } from '../../src/analyses/classify/compute.ts'
import { WORDS as classifyWords } from '../../src/analyses/classify/words.ts'
import { METHOD as clusters } from '../../src/analyses/clusters/compute.ts'
import { METHOD as concentration } from '../../src/analyses/concentration/compute.ts'
import { WORDS as concentrationWords } from '../../src/analyses/concentration/words.ts'
import { METHOD as gistar } from '../../src/analyses/gistar/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { WORDS as hotspotsWords } from '../../src/analyses/hotspots/words.ts'
import { defaults } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { alikeTown, evenTown, FIRST_DAY, runOn } from '../bench/calibrate/towns.ts'
import { townOf, type Row } from './town.ts'

const LAST = FIRST_DAY + 364

describe('links of incidents', () => {
  const near = { distance: 100, days: 7 }
  const view = (rows: Row[]) => ({
    ...{ table: townOf(rows), today: LAST, params: { ...defaults(classify.schema), ...near } },
    result: runOn(classify, rows, LAST, near),
  })

  it('stand beside those that shuffled days make', () => {
    const { rows } = alikeTown(5, 500)
    const even = view(rows)
    const { chance, counts } = even.result
    // repeats and near repeats are those that follow another: one rule for both
    expect(chance!.near).toBe(counts[2] + counts[3])
    expect(chance!.pairs).toBe(even.result.pairs)
    expect(chance!.p).toBeGreaterThan(0.05)
    expect(classifyWords.answer(even)).toMatch(/of an earlier one \(by chance [\d.]+%\); /)
    expect(classifyWords.sure!(even)[0].says).toMatch(/by chance \(p = .*: not told from chance\)/)
  })

  it('and are told from them where each third one brings another', () => {
    const { rows } = alikeTown(4, 400)
    const more = rows.flatMap((r, i) =>
      i % 3 ? [r] : [r, { ...r, x: r.x + 60, day: Math.min(LAST, r.day! + 4), place: 10_000 + i }],
    )
    const found = view(more)
    expect(found.result.chance!.p).toBeLessThanOrEqual(0.05)
    expect(classifyWords.sure!(found)[0].says).not.toMatch(/not told from chance/)
  })
})

describe('concentration', () => {
  const view = (result: ReturnType<typeof runOn<typeof concentration.schema, any>>, over = {}) => ({
    ...{ table: townOf([]), today: LAST, params: { ...defaults(concentration.schema), ...over }, result },
  })

  it('holds the worst cells against homes all alike, where they are known', () => {
    const { rows, homes } = alikeTown(1, 1200)
    const r = runOn(concentration, rows, LAST, {}, { homes })
    // chance over the ground takes a town of streets for a concentration; chance over its homes does not
    expect(r.inTop).toBeGreaterThan(1.5 * r.byChance.high)
    expect(r.inTop).toBeLessThanOrEqual(r.byHomes!.high)
    expect(concentrationWords.answer(view(r))).toMatch(/\(by chance \d+%, \d+% were all homes alike\)/)
    // homes outside every cell are in the address file too, and in no draw
    expect(r.notes.join(' ')).toMatch(/homes of the address file in these cells alike/)
    expect(concentrationWords.informative!(view(r))?.says).toMatch(/says where homes stand/)
    const without = runOn(concentration, rows, LAST)
    expect(without.byHomes).toBeUndefined()
    expect(without.notes.join(' ')).toMatch(/Homes and parked cars are not spread evenly/)
  })

  it('still tells streets that run a higher risk than their homes', () => {
    const { rows, homes } = alikeTown(1, 800)
    const hot = rows.slice(0, 400).map((r, i) => ({ ...r, x: rows[0].x, y: rows[0].y, place: 20_000 + i }))
    const r = runOn(concentration, [...rows, ...hot], LAST, {}, { homes })
    expect(r.inTop).toBeGreaterThan(r.byHomes!.high)
    expect(concentrationWords.informative!(view(r))).toBeUndefined()
  })

  it('is not held against homes of another town', () => {
    const { rows, homes } = alikeTown(1, 300)
    const away = { x: homes.x.map((x) => x + 50_000), y: homes.y }
    expect(runOn(concentration, rows, LAST, {}, { homes: away }).byHomes).toBeUndefined()
  })

  it('takes no part of a unit for the worst of few, and not all of them for a finding', () => {
    const rows = evenTown(5, 600).map((r, i) => ({ ...r, beat: `N${1 + (i % 6)}` }))
    const over = { unit: 'beat' as const }
    const r = runOn(concentration, rows, LAST, over)
    const says = concentrationWords.answer(view(r, over))
    expect(says).toMatch(
      /^The worst beat of 6 holds 17% of 600 incidents \(by chance 1\d%\); led by N1 with 100\.$/,
    )
    expect(r.inTop).toBeCloseTo(1 / 6, 9)
  })
})

describe('highest peaks', () => {
  it('are those of the hotspot named, whatever order the list has', () => {
    const { rows, homes } = alikeTown(2, 1200)
    for (const params of [{ against: 'homes' }, { against: 'earlier', days: 180 }] as const) {
      const result = runOn(hotspots, rows, LAST, params, { homes })
      const all = { ...defaults(hotspots.schema), ...params }
      const most = result.hotspots.reduce((a, b) => (b.peak > a.peak ? b : a))
      // the case that was told wrongly: the first of the list is not the highest
      if (params.against === 'homes') expect(result.hotspots[0].peak).toBeLessThan(most.peak)
      const says = hotspotsWords.answer({ table: townOf(rows), today: LAST, params: all, result })
      expect(says).toContain(`hotspot ${most.name}`)
      expect(says).toMatch(/more than chance is not tested here\.$/)
    }
  })
})

describe('areas', () => {
  const area = (name: string, verdict: string, q: number) => ({
    name,
    verdict,
    q,
    rate: 400,
    n: 9,
    homes: 30,
  })
  const says = (areas: ReturnType<typeof area>[]) =>
    areasWords.answer({
      result: {
        areas,
        n: 500,
        nowhere: 0,
        rate: 105,
        level: 0.05,
        of: 'burglary',
        words: 'areas',
        spread: { model: 'none' },
      },
    } as unknown as Parameters<typeof areasWords.answer>[0])
  const rest = Array.from({ length: 20 }, (_, i) => area(`In ${i}`, 'in', 0.8))

  it('names none that lies outside limits of its own alone', () => {
    expect(says([area('Lone', 'above', 0.43), ...rest])).toMatch(
      /^None of 21 areas stands out from the range .*; 1 lies outside limits of its own, as about one in twenty does by chance\.$/,
    )
  })
  it('names those that stay outside for looking at all, and counts no others', () => {
    expect(says([area('Lone', 'above', 0.43), area('True', 'far above', 0.001), ...rest])).toMatch(
      /^1 of 22 areas lies above the range .*: True furthest/,
    )
  })
})

describe('chance that takes all ground alike', () => {
  it('says that homes are not spread alike', () => {
    const { rows } = alikeTown(2, 600)
    for (const method of [hotspots, gistar, clusters, concentration])
      expect(runOn(method as typeof hotspots, rows, LAST).notes.join(' ')).toMatch(
        /every home runs the same risk lies above it too/,
      )
  })

  it('is not spoken of in rates per home, which are not equal counts either', () => {
    const { rows, homes } = alikeTown(2, 600)
    const r = runOn(gistar, rows, LAST, { per: 'homes', cell: 300 }, { homes })
    const notes = r.notes.join(' ')
    expect(notes).not.toMatch(/same count|takes all ground alike/)
    expect(notes).toMatch(/right base for burglary of homes/)
  })

  it('does not let a car park without homes make all homes look quiet', () => {
    const { rows, homes } = alikeTown(6, 500)
    const s = new Stream(9)
    const park = Array.from({ length: 600 }, (_, i) => ({
      ...{ x: 450_050 + s.below(60), y: 305_600 + s.below(60), day: FIRST_DAY + s.below(365), minute: 600 },
      place: 30_000 + i,
    }))
    expect(runOn(gistar, [...rows, ...park], LAST, { per: 'homes', cell: 300 }, { homes }).coldCells).toBe(0)
  })
})
