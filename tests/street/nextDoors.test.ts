/** The small map of the next doors: what it shows and where. */
import { describe, expect, it } from 'vitest'
import type { PhoneRound } from '../../src/cocoon/roundFile.ts'
import type { Outcome, Visit } from '../../src/cocoon/visits.ts'
import { againWords, looseWords, placeWords } from '../../src/street/words.ts'
import { nextDoors, onMap, viewOf } from '../../src/street/nextDoors.ts'

const at = (metresEast: number, metresNorth = 0) => ({
  lng: -1.5 + metresEast / (111_320 * Math.cos((53.8 * Math.PI) / 180)),
  lat: 53.8 + metresNorth / 111_320,
})
const round = {
  calls: [0, 8, 16, 24, 32, 40, 500].map((m, i) => ({ ...at(m), homes: [{ key: String(i), flat: '' }] })),
} as unknown as PhoneRound
const made = (...keys: string[]) => new Map(keys.map((k) => [k, [{}] as never]))

describe('what the phone says of the next step', () => {
  const flats = {
    calls: [
      { label: '1', homes: ['Flat 1', 'Flat 2'].map((flat) => ({ key: flat, flat })) },
      { label: '★', homes: [{ key: 'b', flat: '' }] },
    ],
  } as unknown as PhoneRound
  it('names the next flat at the same door, and the number of another', () => {
    expect(placeWords(flats, { call: 0, home: 0 }, { call: 0, home: 1 })).toBe('Flat 2')
    expect(placeWords(flats, { call: 0, home: 1 }, { call: 1, home: 0 })).toBe('★')
    expect(placeWords(flats, { call: 1, home: 0 }, { call: 0, home: 0 })).toBe('1')
  })
  it('tells who asked to be called on again from who did not answer', () => {
    const state = (...outcomes: Outcome[]) => ({
      made: new Map(outcomes.map((outcome, i) => [String(i), [{ outcome } as Visit]])),
      unanswered: outcomes.filter((o) => o !== 'spoken').length,
    })
    expect(againWords(state('no answer', 'spoken'))).toBe('Try the 1 without an answer again')
    expect(againWords(state('no answer', 'card left', 'call back'))).toBe(
      'Call again: 2 without an answer, 1 asked for it',
    )
    expect(againWords(state('call back', 'spoken'))).toBe('Call again: 1 asked for it')
  })
})

describe('the small map', () => {
  it('shows this door, the next three open ones that lie near, and the two before', () => {
    expect(nextDoors(round, made('1'), 2)).toEqual([2, 3, 4, 5, 1, 0])
    expect(nextDoors(round, made('0', '1', '3'), 2)).toEqual([2, 4, 5, 1, 0])
    // half a kilometre off is no part of it
    expect(nextDoors(round, made(), 6)).toEqual([6])
  })

  it('holds its places, north up, at one scale both ways', () => {
    const view = viewOf([at(0), at(50, 20)], { width: 390, height: 150 })
    const [a, b] = [onMap(view, at(0)), onMap(view, at(50, 20))]
    expect(b.x - a.x).toBeCloseTo(50 * view.scale, 0)
    expect(a.y - b.y).toBeCloseTo(20 * view.scale, 0)
    for (const p of [a, b]) {
      expect(p.x).toBeGreaterThanOrEqual(20)
      expect(p.x).toBeLessThanOrEqual(370)
      expect(p.y).toBeGreaterThanOrEqual(20)
      expect(p.y).toBeLessThanOrEqual(130)
    }
    // a lone door stands in the middle
    expect(onMap(viewOf([at(9)], { width: 390, height: 150 }), at(9))).toEqual({ x: 195, y: 75 })
  })
})

describe('what was recorded while locked and knows no door', () => {
  const tick = {
    name: 't',
    code: 'R-7QKM',
    label: '3',
    flat: '',
    outcome: 'no answer' as const,
    note: 'dog',
    ticks: [],
    at: 20_000 * 1440 + 1062,
  }
  it('says its day unless it is of today: weeks may lie between', () => {
    expect(looseWords(tick, 20_000)).toBe('R-7QKM · 3: No answer, no card, 17:42 – dog')
    expect(looseWords(tick, 20_001)).toBe('R-7QKM · 3: No answer, no card, 4 Oct 17:42 – dog')
  })
})
