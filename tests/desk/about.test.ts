/** What travels with a picture is true of what is in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aboutNow, aboutOwn, ofMap, rowWords } from '../../src/desk/leaving/about.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { accept, change, forget, setClause } from '../../src/state/store.ts'
import type { SavedClause } from '../../src/state/project.ts'
import { incidentsFrom } from '../tools/incidents.ts'

const day = parseIsoDay('2026-03-01')
const load = (patch = {}) =>
  accept(
    [
      {
        ...{ kind: 'incidents', name: 'x.csv', text: {} as never, report: {} as never },
        incidents: incidentsFrom(
          Array.from({ length: 10 }, (_, i) => ({
            x: 400_000 + i,
            y: 300_000,
            day: day + i,
            beat: `B${i % 2}`,
          })),
          patch,
        ),
      },
    ],
    [],
    false,
  )
const period = (from: number, to: number): SavedClause => ({
  ...{ source: 'period', kind: 'period', fromDay: day + from, toDay: day + to },
})
beforeEach(() => {
  load()
  change('as-at date', { asAt: '2026-03-10' })
  setClause('period', period(0, 3))
  setClause('beat', { source: 'beat', kind: 'beat', beats: ['B1'] })
})
afterEach(() => forget())

describe('what travels with a picture', () => {
  it('is of the filters of the page, or of those that are told', () => {
    expect(aboutNow().join(' · ')).toContain('x.csv · 1 Mar 2026 – 4 Mar 2026 · B1 · 2 of 10 incidents')
    const other = aboutNow([period(4, 9)]).join(' · ')
    expect(other).toContain('5 Mar 2026 – 10 Mar 2026 · 6 of 10 incidents')
    expect(other).not.toContain('B1')
  })
  it('names of a view with days and kinds of its own only what holds there', () => {
    const doors = aboutOwn({ period: 'Doors: last 7 days', counts: 'burglary of homes', holds: ['beat'] })
    expect(doors.slice(0, 4)).toEqual(['x.csv', 'Doors: last 7 days', 'burglary of homes', 'B1'])
    expect(doors.join(' · ')).not.toMatch(/4 Mar 2026|of 10 incidents/)
    expect(aboutOwn({ period: 'Claim: as it was said', counts: 'the claim alone' })).not.toContain('B1')
  })
  it('says of a method what it was set to, for its own days may be fewer than those of the filter', () => {
    const settings = 'Areas: last 28 days, false finds held to 5%'
    expect(aboutOwn({ settings }).join(' · ')).toContain(
      `1 Mar 2026 – 4 Mar 2026 · B1 · 2 of 10 incidents · ${settings} · as at 10 Mar 2026`,
    )
    expect(rowWords({ settings })).toEqual({
      period: '1 Mar 2026 – 4 Mar 2026',
      filter: 'B1',
      settings: `${settings}; as at 10 Mar 2026`,
    })
    expect(rowWords({ period: 'Doors: last 7 days', counts: 'burglary of homes', holds: ['beat'] })).toEqual({
      period: 'Doors: last 7 days',
      filter: 'burglary of homes; B1',
    })
  })
  it('says of a day of the past that is being played that day, and not the period or the as-at date of the page', () => {
    const own = { settings: 'Hotspots: 150 m squares', played: day + 2 }
    expect(aboutOwn(own).slice(0, 5)).toEqual([
      ...['x.csv', 'up to 3 Mar 2026', 'B1', 'Hotspots: 150 m squares', 'as at 3 Mar 2026'],
    ])
    expect(rowWords(own)).toEqual({
      ...{ period: 'up to 3 Mar 2026', filter: 'B1' },
      settings: 'Hotspots: 150 m squares; as at 3 Mar 2026',
    })
  })
  it('says of the map while the past is played that day, whichever view stands beside it', () => {
    const own = {
      period: 'Doors: since 1 Mar 2026',
      counts: 'burglary of homes',
      settings: 'Hotspots: 150 m squares',
    }
    const at = { ...own, played: day + 2, earlier: true }
    expect(aboutOwn(ofMap(at)).slice(0, 4)).toEqual(['x.csv', 'up to 3 Mar 2026', 'B1', 'as at 3 Mar 2026'])
    // what is drawn is of that day, and of no earlier question
    expect(ofMap(at)).not.toHaveProperty('earlier')
    expect(ofMap(at, true)).toBe(at)
    expect(ofMap(own)).toBe(own)
  })
  it('says a month as a month', () => {
    load({ precision: 'month', source: 'open' })
    change('as-at date', { asAt: '2026-03-01' })
    expect(aboutNow()).toContain('as at Mar 2026')
  })
})

it('has one home for the marking: no sheet takes the setting itself, which published data never carries', () => {
  const root = new URL('../../src/', import.meta.url)
  const taken = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.tsx'))
    .filter((f) =>
      /marking=\{s\.marking\}/.test(readFileSync(new URL(f.replaceAll('\\', '/'), root), 'utf8')),
    )
  expect(taken).toEqual([])
})
