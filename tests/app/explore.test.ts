/** What a press in a linked chart does, and the circle around a place. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circleAround } from '../../src/desk/incidents/around.ts'
import {
  afterPress,
  chosenHours,
  clausesOfBlock,
  clauseOf,
  inHours,
  topNames,
} from '../../src/desk/incidents/choose.ts'
import { crossfilter } from '../../src/core/table/crossfilter.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { storyOf } from '../../src/core/near/story.ts'
import { clausesOn, type SavedClause } from '../../src/state/project.ts'
import { decodeView, encodeView } from '../../src/state/url.ts'
import { emptyProject } from '../../src/state/project.ts'
import { incidentsFrom } from '../tools/incidents.ts'

describe('a press in a chart', () => {
  it('chooses one, lets the only one go, and adds with a key held', () => {
    expect(afterPress([], 'a', false)).toEqual(['a'])
    expect(afterPress(['a'], 'a', false)).toEqual([])
    expect(afterPress(['a', 'b'], 'a', false)).toEqual(['a'])
    expect(afterPress(['a'], 'b', true)).toEqual(['a', 'b'])
    expect(afterPress(['a', 'b'], 'b', true)).toEqual(['a'])
    expect(afterPress(['a'], 'a', true)).toEqual([])
  })

  it('makes of a block of hours the clauses that choose just that block', () => {
    const at = fc.integer({ min: 0, max: 6 })
    const hour = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(at, at, hour, hour, (a, b, g, h) => {
        const block = {
          days: [Math.min(a, b), Math.max(a, b)],
          hours: [Math.min(g, h), Math.max(g, h)],
        } as const
        const { hours, weekdays } = clausesOfBlock(block)
        const saved = [hours, weekdays].filter((c) => c !== undefined)
        const chosen = chosenHours(clauseOf(saved, 'hours'), clauseOf(saved, 'weekdays'))
        const whole = block.days[1] - block.days[0] === 6 && block.hours[1] - block.hours[0] === 23
        // the whole week is no filter
        expect(chosen === null).toBe(whole)
        for (let d = 0; d < 7; d++)
          for (let x = 0; x < 24; x++)
            expect(chosen?.(d, x) ?? true).toBe(
              d >= block.days[0] && d <= block.days[1] && x >= block.hours[0] && x <= block.hours[1],
            )
      }),
    )
    expect(clausesOfBlock(null)).toEqual({ hours: undefined, weekdays: undefined })
    const night = { source: 'hours', kind: 'hours', fromHour: 22, toHour: 4 } as const
    expect([21, 22, 23, 0, 3, 4].map((h) => inHours(night, h))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ])
  })

  it('writes outcomes into a link and reads them back', () => {
    const clause: SavedClause = { source: 'outcome', kind: 'outcome', outcomes: ['charged', 'noSuspect'] }
    const link = encodeView({ ...emptyProject, clauses: [clause] }, {})
    expect(decodeView(link, {})).toMatchObject({ view: { clauses: [clause] }, problems: [] })
  })

  it('ranks names, keeps those chosen, and counts the rest', () => {
    const values = ['', 'Alder', 'Birch', 'Cedar', 'Elm']
    const counts = [9, 3, 7, 0, 5]
    expect(topNames(values, counts, [], 2)).toEqual({ top: [2, 4], others: 1, inOthers: 3 })
    expect(topNames(values, counts, ['Cedar'], 2)).toEqual({ top: [2, 4, 3], others: 1, inOthers: 3 })
    expect(topNames(values, counts, [], 2, 'ER')).toEqual({ top: [1], others: 0, inOthers: 0 })
    expect(topNames(values, counts, [], 9, 'nowhere')).toEqual({ top: [], others: 0, inOthers: 0 })
  })
})

describe('within a distance of here', () => {
  it('holds everyone within the radius, its edge included, and nobody 40 cm beyond, also after a link', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 600_000 }),
        fc.integer({ min: 50_000, max: 600_000 }),
        fc.constantFrom(50, 400, 2000),
        (x, y, radius) => {
          const around = Array.from({ length: 90 }, (_, k) => (k / 90) * 2 * Math.PI)
          const at = (a: number, r: number) => ({
            x: x + r * Math.cos(a),
            y: y + r * Math.sin(a),
            day: 20_400,
          })
          const t = incidentsFrom([
            ...around.map((a) => at(a, radius)),
            ...around.map((a) => at(a, radius + 0.4)),
          ])
          const plane = planeOf(t.crs)
          const clause: SavedClause = {
            source: 'area',
            kind: 'area',
            name: 'Within',
            shape: circleAround(plane, x, y, radius),
          }
          const link = encodeView({ ...emptyProject, clauses: [clause] }, {})
          const read = decodeView(link, {}).view.clauses!
          const rows = crossfilter(t).at(clausesOn(read, plane)).rows()
          expect([...rows]).toEqual(around.map((_, k) => k))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('agrees with the story of an incident', () => {
    const t = incidentsFrom(
      Array.from({ length: 81 }, (_, k) => ({
        x: 450_000 + (k % 9) * 100,
        y: 300_000 + Math.floor(k / 9) * 100,
        day: 20_400,
      })),
    )
    const plane = planeOf(t.crs)
    const shape = circleAround(plane, t.x[40], t.y[40], 400)
    const view = crossfilter(t).at(clausesOn([{ source: 'area', kind: 'area', name: '', shape }], plane))
    expect([...view.rows()].filter((i) => i !== 40)).toEqual(
      storyOf(t, 40)
        .near.map((l) => l.row)
        .sort((a, b) => a - b),
    )
  })
})
