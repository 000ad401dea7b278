/** An attacker who knows every address, the protocol and this very code: how often does the sheet tell the burgled home? */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { phoneRound, roundText } from '../../src/cocoon/roundFile.ts'
import { runOf } from '../../src/cocoon/withoutVictim.ts'
import type { Visit } from '../../src/cocoon/visits.ts'
import type { Homes } from '../../src/core/places/homes.ts'
import { defaults } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { draw, homesOf, incidentsOf, type Made, TODAY } from './town.ts'

const P: Protocol = { ...defaults(protocolSchema), officers: 1 }
const odd = (n: number) => Array.from({ length: n }, (_, i) => String(2 * i + 1)).join('  ')
const even = (n: number) => Array.from({ length: n }, (_, i) => String(2 * i + 2)).join('  ')
const TOWNS: Record<string, Homes> = {
  terrace: draw(`Harrow Lane | ${odd(24)}\n.\n.\nHarrow Lane | ${even(24)}`),
  'short street': draw(`Harrow Lane | ${odd(6)}\n.\n.\nHarrow Lane | ${even(6)}`),
  'very short street': draw(`Harrow Lane | ${odd(3)}`),
  tower: homesOf(
    Array.from({ length: 40 }, (_, i) => ({
      x: 0,
      y: 0,
      street: 'Park Road',
      number: 50,
      building: 0,
      flat: `Flat ${101 + 100 * Math.floor(i / 8) + (i % 8)}`,
    })),
  ),
  'named houses': homesOf(
    Array.from({ length: 20 }, (_, i): Made => ({
      x: i * 30,
      y: (i * 7) % 5,
      street: 'Back Lane',
      name: `House${i}`,
    })),
  ),
}

/** The sheet of the version that may be lost, as it leaves the page on paper and on a phone. */
function sheet(
  homes: Homes,
  doors: ReturnType<typeof prepareHomes>,
  burgled: number,
  over: Partial<Protocol>,
  visits: Visit[] = [],
) {
  const { table, text, rows } = incidentsOf(homes, [{ at: burgled }])
  const list = cocoonList({ table, text, doors, rows, today: TODAY, protocol: { ...P, ...over }, visits })
  const { hidden } = list
  const said = JSON.stringify([
    hidden.id,
    hidden.rounds,
    hidden.visits,
    hidden.says,
    hidden.rounds.map((r) => roundText(phoneRound(list, r.number, { title: '', marking: '', route: true }))),
  ])
  return { list, said, shown: hidden.visits.flatMap((v) => v.homes) }
}

describe('the version without the burgled homes', () => {
  for (const [town, homes] of Object.entries(TOWNS))
    for (const hide of ['among', 'some'] as const)
      it(`tells it in no more than one of (doors + gaps) tries: ${town}, ${hide}`, () => {
        const doors = prepareHomes(homes)
        // what every home would have put out if it had been burgled; the attacker looks the sheet up
        const sheets = new Map<string, number[]>()
        const shown = new Map<string, number[]>()
        for (let h = 0; h < homes.n; h++) {
          const s = sheet(homes, doors, h, { hide })
          sheets.set(s.said, [...(sheets.get(s.said) ?? []), h])
          shown.set(s.said, s.shown)
        }
        for (const [said, burgled] of sheets) {
          const listed = new Set(shown.get(said))
          // gaps: homes that stand between listed ones and are not listed; all of the run when it is cut at its ends
          const run = runOf(doors, burgled[0], Math.max(9, 2 * P.eachSide + 1))
          const gaps = run.filter((h) => !listed.has(h)).length
          expect(burgled.length).toBeGreaterThanOrEqual(listed.size + gaps)
          expect(new Set(run)).toEqual(new Set(burgled))
        }
      })

  it('has no star, tier, relation, time or code of its own', () => {
    const homes = TOWNS.terrace
    const { list, said } = sheet(homes, prepareHomes(homes), 10, {})
    expect(list.visits.some((v) => v.relation === 'victim')).toBe(true)
    const h = list.hidden
    expect(said).not.toMatch(/★|victim|burgled home"|next door|left|right|CR\//)
    expect(
      new Set(h.visits.map((v) => `${v.tier} ${v.relation} ${v.why} ${v.due} ${v.expires} ${v.dueBy}`)).size,
    ).toBe(1)
    expect(h.visits.every((v) => v.incidents.length === 0)).toBe(true)
    expect(h.id).not.toBe(list.id)
    expect(h.rounds.map((r) => r.code)).not.toContain(list.rounds[0].code)
    expect(h.visits.map((v) => v.label)).toEqual(h.visits.map((_, i) => String(i + 1)))
    const phone = phoneRound(list, 1, { title: '', marking: '', route: true })
    expect(new Set(phone.calls.map((c) => `${c.relation} ${c.tier}`))).toEqual(new Set(['near ']))
    expect(phone.code).toBe(h.rounds[0].code)
    // and says what it cannot hide
    expect(h.says.join(' ')).toMatch(/one of at least \d+ with the same chance/)
    expect(h.says.join(' ')).toMatch(/cannot hide the street and the day/)
  })

  it('tells the desk how many of the officers’ homes are not on it, and the sheet how little a short street hides', () => {
    const homes = TOWNS.terrace
    const doors = prepareHomes(homes)
    for (let v = 0; v < homes.n; v += 5) {
      const { list, shown } = sheet(homes, doors, v, {})
      const missing = list.visits.flatMap((x) => x.homes).filter((h) => !shown.includes(h)).length
      expect(list.hidden.missing).toBe(missing)
    }
    const short = TOWNS['very short street']
    expect(sheet(short, prepareHomes(short), 1, {}).list.hidden.says.join(' ')).toMatch(
      /A street of 3 homes hides/,
    )
  })

  it('leaves out those called on lately by one rule for all, the burgled home too', () => {
    const homes = TOWNS.terrace
    const doors = prepareHomes(homes)
    const run = runOf(doors, 10, 9)
    const visits = run.slice(0, 4).map((h, i): Visit => ({
      id: `v${i}`,
      home: textAt(homes.uprn, h),
      list: '',
      incident: '',
      outcome: 'spoken',
      at: (TODAY - 5) * 1440 + 600,
      device: 'd',
      note: '',
      revision: 0,
    }))
    const sheets = new Set(run.map((h) => sheet(homes, doors, h, {}, visits).said))
    expect(sheets.size).toBe(1)
    const { list, shown } = sheet(homes, doors, run[0], {}, visits)
    expect(shown).not.toContain(run[0])
    // the officers still see it again
    expect(list.visits.find((v) => v.relation === 'victim')!.homes).toEqual([run[0]])
  })

  it('puts two burglaries of one run on it once', () => {
    const homes = TOWNS.terrace
    const doors = prepareHomes(homes)
    const [a, b] = runOf(doors, 10, 9)
    const { table, text, rows } = incidentsOf(homes, [{ at: a }, { at: b }])
    const two = cocoonList({ table, text, doors, rows, today: TODAY, protocol: P })
    const once = two.hidden.visits.flatMap((v) => v.homes)
    expect(new Set(once).size).toBe(once.length)
    expect(new Set(once)).toEqual(new Set(runOf(doors, a, 9)))
  })

  it('parts every street into runs that cover it, each home in one', () => {
    for (const homes of Object.values(TOWNS)) {
      const doors = prepareHomes(homes)
      for (let h = 0; h < homes.n; h++) {
        const run = runOf(doors, h, 9)
        expect(run).toContain(h)
        for (const other of run) expect(runOf(doors, other, 9)).toEqual(run)
        if (homes.n >= 18) expect(run.length).toBeGreaterThanOrEqual(9)
      }
    }
  })
})
