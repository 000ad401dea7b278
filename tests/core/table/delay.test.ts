import { describe, expect, it } from 'vitest'
import { delayOf, lastFilledDay } from '../../../src/core/table/delay.ts'
import { earlierWindows, withoutGaps } from '../../../src/core/table/earlier.ts'
import { NOT_REPORTED } from '../../../src/core/table/incidents.ts'
import { spanOf } from '../../../src/core/table/span.ts'
import { townOf } from '../../analyses/town.ts'

const FIRST = 20_000
/** 300 days of one incident a day at noon, reported so many days later. */
const reportedAfter = (late: (day: number) => number) => {
  const rows = Array.from({ length: 300 }, (_, k) => ({ x: 0, y: 0, day: FIRST + k, minute: 720 }))
  const reported = Int32Array.from(rows, (r, k) => {
    const after = late(k)
    return after < 0 ? NOT_REPORTED : (r.day + after) * 1440 + 800
  })
  const table = townOf(rows, { reported })
  return { ...table, span: spanOf(table) }
}

describe('how late reports come', () => {
  it('is the days by which 95% are in', () => {
    // one in ten after 5 days, the rest at once
    const t = reportedAfter((k) => (k % 10 === 0 ? 5 : 0))
    expect(delayOf(t, FIRST + 290)).toMatchObject({ days: 5, share: 1 })
    expect(
      delayOf(
        reportedAfter((k) => (k % 25 === 0 ? 5 : 0)),
        FIRST + 290,
      ),
    ).toMatchObject({ days: 0 })
    expect(
      delayOf(
        reportedAfter((k) => (k % 10 === 0 ? 40 : 1)),
        FIRST + 290,
      )!,
    ).toMatchObject({ days: 14 })
  })

  it('is unknown where reports are not dated, too few, or only months are known', () => {
    expect(delayOf(townOf([{ x: 0, y: 0 }]), FIRST)).toBeUndefined()
    expect(
      delayOf(
        reportedAfter((k) => (k < 250 ? -1 : 0)),
        FIRST + 290,
      ),
    ).toBeUndefined()
    expect(delayOf({ ...reportedAfter(() => 0), precision: 'month' }, FIRST + 290)).toBeUndefined()
  })

  it('ends statistics on the last complete day, never on the clock, and before what is still filling up', () => {
    const plain = townOf(Array.from({ length: 300 }, (_, k) => ({ x: 0, y: 0, day: FIRST + k, minute: 720 })))
    // noon of the last day: that day is not over
    expect(lastFilledDay(plain, FIRST + 304)).toEqual({ day: FIRST + 298, complete: FIRST + 298 })
    expect(lastFilledDay(plain, FIRST + 100)).toMatchObject({ day: FIRST + 100 })
    const late = reportedAfter((k) => (k % 10 === 0 ? 5 : 0))
    const { complete } = late.span
    expect(lastFilledDay(late, FIRST + 400)).toMatchObject({ day: complete - 5, complete })
    // an as-at date long before the end has had all its reports
    expect(lastFilledDay(late, FIRST + 200).day).toBe(FIRST + 200)
  })
})

describe('earlier windows', () => {
  const table = townOf([
    { x: 0, y: 0, day: FIRST },
    { x: 0, y: 0, day: FIRST + 400 },
  ])

  it('lie wholly in the file, the nearest first, at most 28 days long', () => {
    const e = earlierWindows(table, FIRST + 100, 40, FIRST)
    expect(e.list).toEqual([
      [FIRST + 72, FIRST + 99],
      [FIRST + 44, FIRST + 71],
      [FIRST + 16, FIRST + 43],
    ])
    expect([100, 99, 72, 71, 16, 15].map((d) => e.of(FIRST + d))).toEqual([-1, 0, 0, 1, 2, -1])
    expect(e.unit).toBe('28 days')
  })

  it('touch no missing month', () => {
    const gaps = [[FIRST + 60, FIRST + 65]] as const
    const e = earlierWindows({ ...table, gaps }, FIRST + 100, 28, FIRST)
    expect(e.list.map((d) => d[0] - FIRST)).toEqual([72, 16])
    expect(e.of(FIRST + 62)).toBe(-1)
    expect(e.of(FIRST + 20)).toBe(1)
    expect(withoutGaps([[FIRST, FIRST + 99]], gaps)).toEqual([
      [FIRST, FIRST + 59],
      [FIRST + 66, FIRST + 99],
    ])
  })
})
