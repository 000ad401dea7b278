/** Registers of cases in which every team, and every month, answers alike: a team outside, and a rise or a fall. */
import { ANSWER } from '../../../src/core/evaluation/quality/answers.ts'
import { changeAt, funnelOf, groupsBy, tallyBy } from '../../../src/core/evaluation/quality/tally.ts'
import { changeWords, teamsWords } from '../../../src/core/evaluation/quality/tallyWords.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { countTowns, type Line, percent } from './line.ts'

/** Measures of a register with a column for each. */
const MEASURES = 18

/** What a planted signal is: the first team, or the later half of the register, says yes so much more seldom in the first measure. */
interface Planted {
  readonly team?: number
  readonly later?: number
}

/** A register of so many cases in so many teams of unlike size; each measure with its own share of yes. */
function register(seed: number, cases: number, teams: number, { team = 0, later = 0 }: Planted = {}) {
  const s = new Stream(711, seed)
  const rows = Uint32Array.from({ length: cases }, (_, i) => i)
  const of = Array.from(rows, () => Math.floor(teams * s.float() ** 1.5))
  const measures = Array.from({ length: MEASURES }, (_, m) => {
    const yes = m === 0 ? 0.6 : 0.05 + 0.9 * s.float()
    const blank = 0.3 * s.float()
    return Uint8Array.from(rows, (i) => {
      if (s.float() < blank) return ANSWER.blank
      const less = m > 0 ? 0 : (of[i] === 0 ? team : 0) + (2 * i >= cases ? later : 0)
      return s.float() < yes - less ? ANSWER.yes : ANSWER.no
    })
  })
  return { rows, groups: groupsBy(rows, (i) => `Team ${of[i]}`), measures }
}

/** Of how many measures the words say that a team lies outside, and that it rose or fell; `looks` as the page has it. */
function said({ rows, groups, measures }: ReturnType<typeof register>, looks = MEASURES) {
  const moments = Float64Array.from(rows)
  const outside = measures.map((codes) =>
    teamsWords(funnelOf(tallyBy(codes, rows, groups), looks), looks).includes('outside'),
  )
  const moved = measures.map(
    (codes) => !changeWords(changeAt(codes, rows, moments, rows.length / 2, looks), looks).includes('Cannot'),
  )
  return { outside, moved }
}

const some = (v: readonly boolean[]) => v.includes(true)

const teamLine = (cases: number, teams: number): Line => ({
  name: `Quality, ${cases} cases in ${teams} teams alike, 18 measures: a team outside its limits`,
  goal: 0.05,
  measure(towns) {
    const found = (less: number) =>
      percent(
        countTowns(towns, (k) => said(register(k, cases, teams, { team: less })).outside[0]),
        towns,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => some(said(register(k, cases, teams)).outside)),
      power: `one team says yes in 40 / 20% where others do in 60: ${found(0.2)} / ${found(0.4)}`,
      note: `one measure alone allowed for ${percent(
        countTowns(towns, (k) => some(said(register(k, cases, teams), 1).outside)),
        towns,
      )}`,
    }
  },
})

const changeLine = (cases: number): Line => ({
  name: `Quality, ${cases} cases alike, 18 measures: one rose or fell`,
  goal: 0.05,
  measure(towns) {
    const found = (less: number) =>
      percent(
        countTowns(towns, (k) => said(register(k, cases, 4, { later: less })).moved[0]),
        towns,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => some(said(register(k, cases, 4)).moved)),
      power: `the first from 60 to 50 / 40%: ${found(0.1)} / ${found(0.2)}`,
      note: `one measure alone allowed for ${percent(
        countTowns(towns, (k) => some(said(register(k, cases, 4), 1).moved)),
        towns,
      )}`,
    }
  },
})

export const qualityLines: readonly Line[] = [
  teamLine(600, 5),
  teamLine(2000, 12),
  teamLine(6000, 40),
  changeLine(150),
  changeLine(600),
  changeLine(3000),
]
