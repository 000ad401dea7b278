/** Days drawn by lot: the same again from the seed, kept in the file, told by place, and judged within each place. */
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/core/base/random.ts'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import type { Area } from '../../../src/core/geometry/area.ts'
import { daysCsv, drawnDaysOf, judgeDays } from '../../../src/core/evaluation/planDays.ts'
import { soundPlans } from '../../../src/core/evaluation/planRecord.ts'
import { PLAN } from './planOf.ts'

const draw = { seed: 7, share: 0.5, run: 1, drawn: '2025-12-20' }
const places = [0, 1, 2, 3].map((k) => ({ ...PLAN.places[0], name: `Place ${k}` }))
const plan = { ...PLAN, places, days: draw }
const areas: Area[] = places.map((p, k) => ({
  name: p.name,
  polygons: [[Float64Array.of(k * 100, 0, k * 100 + 90, 0, k * 100 + 90, 90, k * 100, 90, k * 100, 0)]],
}))
const first = parseIsoDay(plan.start)
const last = parseIsoDay(plan.end)
/** Three chances a day and place, of which patrol leaves `left` in a hundred. */
function town(left: number) {
  const { on, days } = drawnDaysOf(plan)!
  const [x, day]: number[][] = [[], []]
  const stream = new Stream(3, 1)
  for (let k = 0; k < 4; k++)
    for (let d = 0; d < days; d++)
      for (let c = 0; c < 3; c++) {
        const happens = stream.below(100) < 40
        const stays = stream.below(100) < (on[k * days + d] ? left : 100)
        if (!happens || !stays) continue
        x.push(k * 100 + 45)
        day.push(first + d)
      }
  return { x: Float64Array.from(x), y: Float64Array.from(x, () => 45), day: Int32Array.from(day) }
}
const judged = (left: number, over = {}, at = last) =>
  judgeDays({ ...plan, ...over }, areas, town(left), { last: at, washout: 0 })

describe('days drawn by lot', () => {
  it('come back the same from the file', () => {
    const { plans } = soundPlans(JSON.parse(JSON.stringify([plan])))
    expect(drawnDaysOf(plans[0])).toEqual(drawnDaysOf(plan))
    expect(soundPlans([{ ...plan, days: { ...draw, share: 1 } }]).plans[0].days).toBeUndefined()
  })
  it('are a file with a row for each day and place', () => {
    const drawn = drawnDaysOf(plan)!
    const lines = daysCsv(plan, drawn).trim().split('\r\n')
    expect(lines[0]).toBe('spot,day,on')
    expect(lines).toHaveLength(1 + 4 * drawn.days)
    expect(lines[1]).toBe(`Place 0,2026-01-01,${drawn.on[0]}`)
  })
  it('show what patrol does, and nothing where it does nothing', () => {
    const [works, not] = [judged(40), judged(100)]
    if (typeof works === 'string' || typeof not === 'string') throw new Error('refused')
    expect(works.verdict.kind).toBe('fell')
    expect(works.verdict.level).toContain('Level 5')
    expect(works.result.rateRatio).toBeGreaterThan(0.3)
    expect(works.result.rateRatio).toBeLessThan(0.5)
    expect(not.verdict.kind).toBe('cannot tell')
  })
  it('are refused where they were drawn after the start, where few have passed, and where little happened', () => {
    expect(judged(40, { days: { ...draw, drawn: '2026-01-01' } })).toContain('not before the start')
    expect(judged(40, {}, first + 10)).toContain('28 or more')
    const quiet = { x: new Float64Array(0), y: new Float64Array(0), day: new Int32Array(0) }
    expect(judgeDays(plan, areas, quiet, { last, washout: 0 })).toContain('No verdict')
    expect(judged(40, { days: undefined })).toContain('No days were drawn')
  })
})
