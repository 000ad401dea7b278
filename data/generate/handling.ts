/** How the invented cases were handled: columns drawn from a stream of their own, so that no other column moves. */
import { ukDate } from './csv.ts'
import type { Kind } from './incidents.ts'
import { DAYS, HANDLING } from './parameters.ts'
import { randomFrom, subSeed, type Random } from './random.ts'
import { OUTCOMES } from './wording.ts'

/** Columns of incidents.csv about the handling of a case, after those of the crime itself. */
export const HANDLING_COLUMNS = [
  'Grade',
  'In Target',
  'Scene Advice',
  'Prevention Advice',
  'THRIVE Completed',
  'Repeat Victim',
  'Lines Identified',
  'Lines Completed',
  'CSI Attended',
  'Forensics Recovered',
  'CCTV',
  'Eyewitness',
  'Case Score',
  'Team',
  'Investigation Type',
  'Review Date',
  'VCOP Met',
  'Victim View',
  'Outcome Date',
] as const

/** What the columns rest on. */
export interface HandledCase {
  readonly kind: Kind
  /** a home or premises behind a door, not a street */
  readonly atDoor: boolean
  readonly door: number
  /** days since the first day: of the crime, and of its report */
  readonly day: number
  readonly reported: number
  readonly outcome: string
}

export type HandlingRow = Record<(typeof HANDLING_COLUMNS)[number], string>

/** Kinds that repeat each other. */
const FAMILY: Readonly<Record<Kind, number>> = {
  'burglary-home': 0,
  'theft-from-vehicle': 1,
  'theft-of-vehicle': 1,
  'robbery-personal': 2,
  'theft-from-person': 3,
  other: 4,
}

/** Whether each case repeats one of its family at the same door in the year before. Cases by time of report. */
function repeatsOf(cases: readonly HandledCase[]): boolean[] {
  const byDoor = new Map<string, HandledCase[]>()
  for (const c of cases) {
    const key = `${c.door}|${FAMILY[c.kind]}`
    byDoor.set(key, [...(byDoor.get(key) ?? []), c])
  }
  return cases.map((c) =>
    byDoor.get(`${c.door}|${FAMILY[c.kind]}`)!.some((o) => o.day < c.day && c.day - o.day <= 365),
  )
}

/** The columns of every case, in the order given. */
export function handle(cases: readonly HandledCase[], seed: number): HandlingRow[] {
  const random = randomFrom(subSeed(seed, 'handling'))
  const repeat = repeatsOf(cases)
  return cases.map((c, i) => rowOf(c, repeat[i], random))
}

/** Yes with this chance of the answered; blank where the clerk left it. */
function tick(random: Random, yes: number, blank: number): string {
  const [a, b] = [random.next(), random.next()]
  return a < blank ? '' : b < yes ? 'Y' : 'N'
}

function rowOf(c: HandledCase, repeat: boolean, random: Random): HandlingRow {
  const h = HANDLING
  const open = c.outcome === OUTCOMES[1]
  const solved = c.outcome === OUTCOMES[2] || c.outcome === OUTCOMES[5]
  const evidence = ([alone, withSolved]: readonly [number, number]): boolean =>
    random.chance(solved ? withSolved : alone)
  const [forensic, cctv, seen] = [evidence(h.forensic), evidence(h.cctv), evidence(h.eyewitness)]
  const home = c.kind === 'burglary-home'
  const score =
    (forensic ? h.points.forensic : 0) +
    (cctv ? h.points.cctv : 0) +
    (seen ? h.points.eyewitness : 0) +
    (home ? h.points.home : 0) +
    (repeat ? h.points.repeat : 0)
  const toSpecialists = random.chance(h.allocated)
  const generalist = random.pick(h.teams)
  const team = score >= h.threshold && home && toSpecialists ? h.specialists : generalist
  const grade = random.pick(c.kind === 'robbery-personal' ? (['E', 'P'] as const) : h.grades)
  const inTarget = tick(random, h.inTarget, h.blank)
  const advice = tick(random, h.sceneAdvice, h.blank)
  const prevention = tick(
    random,
    team === h.slack.team ? h.slack.preventionAdvice : h.preventionAdvice,
    h.blank,
  )
  const odd = random.next()
  const lines = random.below(4)
  const all = random.chance(h.linesCompleted)
  const review = c.reported + random.exponential(h.reviewDays)
  const reviewed = random.chance(h.reviewed)
  const closed = c.reported + random.exponential(h.outcomeDays)
  const desk = random.chance(c.atDoor ? h.desk.door : h.desk.street)
  const csi = tick(random, forensic ? 0.95 : h.csi, h.blank)
  return {
    Grade: grade,
    'In Target': grade === 'R' ? 'N/A' : inTarget,
    'Scene Advice': c.atDoor || c.kind.endsWith('vehicle') ? advice : 'N/A',
    'Prevention Advice': odd < h.oddWord ? 'see log' : odd < h.oddWord + h.refused ? 'refused' : prevention,
    'THRIVE Completed': tick(random, h.assessment, h.assessmentBlank),
    'Repeat Victim': tick(random, repeat ? h.repeatFlagged : h.repeatFalse, h.blank),
    'Lines Identified': String(lines),
    'Lines Completed': String(lines === 0 ? 0 : all ? lines : random.below(lines)),
    'CSI Attended': c.atDoor ? csi : 'N/A',
    'Forensics Recovered': forensic ? 'Y' : 'N',
    CCTV: cctv ? 'Y' : 'N',
    Eyewitness: seen ? 'Y' : 'N',
    'Case Score': String(score),
    Team: team,
    'Investigation Type': desk ? 'Desk' : 'Field',
    'Review Date': reviewed && review < DAYS ? ukDate(review) : '',
    'VCOP Met': tick(random, h.victimsCode, h.blank),
    'Victim View': open ? 'N/A' : tick(random, h.victimView, h.blank),
    'Outcome Date': open ? '' : ukDate(Math.min(closed, DAYS - 0.01)),
  }
}
