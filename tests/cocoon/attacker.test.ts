/**
 * An attacker who finds a sheet without the burgled homes. He knows every address, the protocol, this code, and how the team
 * walks: he makes the sheet that each home would have put out, on the morning after too, and guesses among those that fit.
 */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList, type CocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { phoneRound, roundText } from '../../src/cocoon/roundFile.ts'
import type { Outcome, Visit } from '../../src/cocoon/visits.ts'
import type { Homes } from '../../src/core/places/homes.ts'
import { defaults } from '../../src/core/base/params.ts'
import { type Burglary, draw, homesOf, incidentsOf, TODAY } from './town.ts'

const P: Protocol = { ...defaults(protocolSchema), officers: 1 }
const run = (n: number, number: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => String(number(i))).join('  ')
const STREETS: Record<string, Homes> = {
  'odd and even': draw(
    `Harrow Lane | ${run(11, (i) => 2 * i + 1)}\n.\n.\nHarrow Lane | ${run(11, (i) => 2 * i + 2)}`,
  ),
  consecutive: draw(`Mill Close | ${run(19, (i) => i + 1)}`),
  'with gaps': draw(
    `Kiln Row | ${run(24, (i) => 2 * i + 1)
      .split('  ')
      .filter((_, i) => ![3, 4, 5, 11, 18].includes(i))
      .join('      ')}`,
  ),
  'gardens that meet': draw(
    `Ash Road | ${run(10, (i) => 2 * i + 2)}\n.\n.\nElm Road | ${run(10, (i) => 2 * i + 1)}`,
  ),
  tower: homesOf(
    Array.from({ length: 24 }, (_, i) => ({
      ...{ x: 0, y: 0, street: 'Park Road', number: 50, building: 0 },
      flat: `Flat ${101 + 100 * Math.floor(i / 6) + (i % 6)}`,
    })),
  ),
  'two beats': homesOf(
    Array.from({ length: 20 }, (_, i) => ({
      ...{ x: i * 9, y: 0, street: 'Long Lane', number: 2 * i + 1, beat: i < 9 ? 'B1' : 'B2' },
    })),
  ),
}

/** All that leaves the page of a list on paper or on a phone, and what it was made of. */
const said = (list: CocoonList): string =>
  JSON.stringify([
    list.hidden.id,
    list.hidden.rounds,
    list.hidden.visits,
    list.hidden.says,
    list.hidden.rounds.map((r) =>
      roundText(phoneRound(list, r.number, { title: '', marking: '', route: true })),
    ),
  ])

interface Night {
  /** burglaries besides the one that is looked for */
  readonly others?: (homes: Homes) => Burglary[]
  readonly over?: Partial<Protocol>
  /** calls of Monday that were made, of the full list or of the one without the burgled homes, and what came of them */
  readonly walked?: { readonly on: 'full' | 'route'; readonly most: number; readonly outcome: Outcome }
}

const visitsOf = (list: CocoonList, { on, most, outcome }: NonNullable<Night['walked']>): Visit[] => {
  const half = on === 'full' ? list : list.hidden
  return half.visits.slice(0, most).flatMap((v) =>
    v.keys.map((home, k): Visit => ({
      ...{ id: `${v.order}.${k}`, home, list: half.rounds[v.round - 1].code, incident: '', outcome },
      ...{ at: TODAY * 1440 + 18 * 60 + v.order, device: 'd', note: '', revision: 0 },
      ...(on === 'route' && { route: true }),
    })),
  )
}

/** The sheet the attacker finds if this home was burgled: of the same evening, or of the next one. */
function sheetOf(homes: Homes, doors: ReturnType<typeof prepareHomes>, home: number, night: Night) {
  const { table, text, rows } = incidentsOf(homes, [{ at: home }, ...(night.others?.(homes) ?? [])])
  const make = (today: number, visits: Visit[]) =>
    cocoonList({ table, text, doors, rows, today, protocol: { ...P, ...night.over }, visits })
  const first = make(TODAY, [])
  const list = night.walked ? make(TODAY + 1, visitsOf(first, night.walked)) : first
  return { said: said(list), listed: list.hidden.visits.flatMap((v) => v.homes) }
}

const NIGHTS: Record<string, Night> = {
  'the first evening': {},
  'two doors each side': { over: { eachSide: 2 } },
  'some withheld': { over: { hide: 'some' } },
  'flats one by one, two officers': { over: { flats: 'each' as Protocol['flats'], officers: 2 } },
  'by beat, short of time': { over: { byBeat: true, officers: 2, capacity: 20 } },
  'the second evening, all of the full list called on': {
    walked: { on: 'full', most: Infinity, outcome: 'spoken' },
  },
  'the second evening, some of the full list without an answer': {
    walked: { on: 'full', most: 5, outcome: 'no answer' },
  },
  'the second evening, some of the full list spoken to': {
    walked: { on: 'full', most: 5, outcome: 'spoken' },
  },
  'the second evening, some of the full list not homes': {
    walked: { on: 'full', most: 3, outcome: 'not a dwelling' },
  },
  'the second evening, half of this sheet called on': {
    walked: { on: 'route', most: 6, outcome: 'spoken' },
  },
  'a second burglary at the end of the street': { others: ({ n }) => [{ at: n - 1 }] },
}

describe('the attacker', () => {
  let tries = 0
  let hits = 0
  for (const [street, homes] of Object.entries(STREETS))
    // every night on the plainest streets, every other one elsewhere
    for (const [when, night] of Object.entries(NIGHTS).filter(
      (_, k) => /^(odd|cons)/.test(street) || k % 2 === 1,
    ))
      it(`finds the home in no more than one of (doors + gaps) tries: ${street}, ${when}`, () => {
        const doors = prepareHomes(homes)
        const fits = new Map<string, number[]>()
        const listed = new Map<string, number[]>()
        for (let h = 0; h < homes.n; h++) {
          const s = sheetOf(homes, doors, h, night)
          fits.set(s.said, [...(fits.get(s.said) ?? []), h])
          listed.set(s.said, s.listed)
        }
        for (const [sheet, candidates] of fits) {
          // a run of the other burglary has its own home to hide
          const own = new Set(night.others ? candidates : [...candidates, ...listed.get(sheet)!])
          // gaps: homes between the first and the last of them in the order of the file, which is that of the street
          const at = [...own]
          const side = (h: number) => homes.number[h] % 2
          const ends = [0, 1].map((s) => at.filter((h) => side(h) === s))
          const gaps = ends.flatMap((some) =>
            Array.from({ length: homes.n }, (_, h) => h).filter(
              (h) =>
                some.length > 0 &&
                side(h) === side(some[0]) &&
                homes.street.codes[h] === homes.street.codes[some[0]] &&
                h > Math.min(...some) &&
                h < Math.max(...some) &&
                !own.has(h),
            ),
          )
          // nothing is on the sheet: nothing is told
          if (listed.get(sheet)!.length === 0) continue
          expect(candidates.length).toBeGreaterThanOrEqual(own.size + new Set(gaps).size)
          tries += candidates.length
          hits++
        }
      })

  it('is no better than that on the whole', () => {
    // one guess for each sheet is right once
    expect(hits / tries).toBeLessThanOrEqual(1 / 9)
  })
})
