/** All measures of a register in one look. */
import { dictAt } from '../../base/text.ts'
import { partsOf, showDay } from '../../base/time.ts'
import { countOf, showNumber, showShare } from '../../base/words.ts'
import { OFFENCES } from '../../base/offences.ts'
import type { UnreadWord } from './answers.ts'
import type { Cases } from './cases.ts'
import { MEASURES } from './measures.ts'
import {
  type CodeForAudit,
  codesForAudit,
  openCases,
  outcomeLag,
  outcomeTable,
  reviewGaps,
} from './outcomesOf.ts'
import type { QualityParams } from './params.ts'
import { type FlagAgainstFound, flagAgainstFound } from './repeatFlag.ts'
import { SEED, type SeedFigure } from './seed.ts'
import {
  type Change,
  changeAt,
  type FunnelPoint,
  funnelOf,
  groupsBy,
  type Part,
  tally,
  tallyBy,
  type Tally,
} from './tally.ts'

/** One measure of one register. */
export interface MeasureResult extends Tally {
  readonly id: string
  readonly number: number
  readonly label: string
  readonly yesMeans: string
  readonly trap: string
  /** the printed figure beside it; null where none is printed */
  readonly seed: SeedFigure | null
  /** further printed figures, each with a base of its own */
  readonly moreSeed: readonly SeedFigure[]
  readonly unreadWords: readonly UnreadWord[]
  readonly notes: readonly string[]
  readonly by: {
    readonly month: readonly Part[]
    readonly team: readonly Part[]
    readonly beat: readonly Part[]
    readonly offence: readonly Part[]
  }
  readonly teams: readonly FunnelPoint[]
  readonly change?: Change
  /** measures that are looked at beside each other, which outer limits and `change.told` allow for */
  readonly looks: number
}

/** What a register says of the handling of its cases. */
export interface QualityReport {
  readonly n: number
  readonly params: QualityParams
  readonly answer: string
  readonly measures: readonly MeasureResult[]
  /** measures for which the register has no column */
  readonly missing: readonly { readonly id: string; readonly label: string; readonly needs: string }[]
  readonly repeats?: FlagAgainstFound
  readonly outcomes: ReturnType<typeof outcomeTable>
  readonly lag?: ReturnType<typeof outcomeLag>
  readonly audit: readonly CodeForAudit[]
  readonly open: ReturnType<typeof openCases>
  readonly reviews?: ReturnType<typeof reviewGaps>
  readonly notes: readonly string[]
}

/** "2026-03" of when a row was recorded; '' where unknown. */
export function monthOf({ recorded }: Pick<Cases, 'recorded'>, row: number): string {
  if (Number.isNaN(recorded[row])) return ''
  const { year, month } = partsOf(recorded[row])
  return `${year}-${String(month).padStart(2, '0')}`
}

/** Counts every measure that the register has columns for, over the given rows. `compareAt`: minute that parts two periods. */
export function qualityReport(
  cases: Cases,
  params: QualityParams,
  { rows, compareAt }: { rows?: ArrayLike<number>; compareAt?: number } = {},
): QualityReport {
  const of = rows ?? Uint32Array.from({ length: cases.n }, (_, i) => i)
  const { team } = cases.texts
  // named once: eighteen measures are counted by the same groups
  const groups = {
    month: groupsBy(of, (i) => monthOf(cases, i)),
    team: team && groupsBy(of, (i) => dictAt(team, i)),
    beat: groupsBy(of, (i) => dictAt(cases.beat, i)),
    offence: groupsBy(of, (i) => OFFENCES[cases.offence[i]].label),
  }
  const measures: MeasureResult[] = []
  const missing: { id: string; label: string; needs: string }[] = []
  let repeats: FlagAgainstFound | undefined
  const answers = MEASURES.map((m) => m.answer(cases, params))
  const looks = answers.filter((a) => a).length
  for (const [k, { id, number, label, yes, needs, trap }] of MEASURES.entries()) {
    const answered = answers[k]
    if (!answered) {
      missing.push({ id, label, needs })
      continue
    }
    const { codes } = answered
    const teams = groups.team ? tallyBy(codes, of, groups.team) : []
    const [seed, ...moreSeed] = SEED[id] ?? []
    const counted = tally(codes, of)
    if (id === 'repeatCheck') repeats = flagAgainstFound(cases, codes, of)
    measures.push({
      id,
      number,
      label,
      yesMeans: yes,
      trap,
      ...counted,
      seed: seed ?? null,
      moreSeed,
      unreadWords: answered.unread ?? [],
      notes: [
        ...(answered.notes ?? []),
        ...(counted.unread > 0 ? [unreadNote(answered.unread ?? [], counted.unread)] : []),
      ],
      by: {
        month: tallyBy(codes, of, groups.month),
        team: teams,
        beat: tallyBy(codes, of, groups.beat),
        offence: tallyBy(codes, of, groups.offence),
      },
      looks,
      teams: funnelOf(teams, looks),
      ...(compareAt !== undefined && { change: changeAt(codes, of, cases.recorded, compareAt, looks) }),
    })
  }
  return {
    n: of.length,
    params,
    answer: answerSentence(measures, of.length),
    measures,
    missing,
    ...(repeats && { repeats }),
    outcomes: outcomeTable(cases, of, params),
    lag: outcomeLag(cases, of),
    audit: codesForAudit(cases, of),
    open: openCases(cases, of, params),
    reviews: reviewGaps(cases, of, params),
    notes: notesOf(cases, params, missing.length, measures),
  }
}

const unreadNote = (words: readonly UnreadWord[], n: number): string =>
  `${countOf(n, 'file')} not counted: ${words
    .slice(0, 5)
    // a word is counted in the whole register, the files in the base of the measure
    .map(
      (u) =>
        `“${u.word.slice(0, 60)}” (${u.n}${words.reduce((sum, w) => sum + w.n, 0) === n ? '' : ' in the register'})`,
    )
    .join(', ')}${words.length > 5 ? ' and others' : ''} is neither yes nor no. Say what such words mean.`

function answerSentence(measures: readonly MeasureResult[], n: number): string {
  const leading = measures.filter((m) => m.yes + m.no > 0 && SEED[m.id] !== undefined).slice(0, 3)
  if (measures.length === 0) return `${countOf(n, 'case')}; no column says how they were handled.`
  const lines = leading.map(
    (m) =>
      `${m.label}: ${showShare(m.share)} of ${countOf(m.yes + m.no, m.id === 'repeatVictims' ? 'file of a known property' : 'answered file', m.id === 'repeatVictims' ? 'files of a known property' : 'answered files')} (${m.interval.map(showShare).join(' to ')}), ${showNumber(m.blank)} blank`,
  )
  return `${countOf(n, 'case')}, ${measures.length} of ${MEASURES.length} measures. ${lines.join('; ')}${lines.length > 0 ? '.' : ''}`
}

/** Where no file says that its case is open, a blank may be how an open one looks: then all have an outcome by construction. */
function openNote(measures: readonly MeasureResult[]): string {
  const m = measures.find((found) => found.id === 'outcomes')
  if (!m || m.yes === 0 || m.no > 0 || m.blank === 0) return ''
  return `No file says that its case is open, and ${countOf(m.blank, 'outcome is', 'outcomes are')} blank: if a blank is how an open case looks in this register, ${showShare(m.bounds[0])} have an outcome, not ${showShare(m.share)}, and the blank ones are still open.`
}

function notesOf(
  cases: Cases,
  params: QualityParams,
  missing: number,
  measures: readonly MeasureResult[],
): string[] {
  const dated = cases.recorded.reduce((sum, m) => sum + (Number.isNaN(m) ? 0 : 1), 0)
  return [
    `As at ${Number.isNaN(params.asAt) ? 'an unknown day' : showDay(params.asAt)}.`,
    cases.recordedFrom === 'happened'
      ? 'No column says when a crime was recorded: the date of the crime stands for it.'
      : '',
    dated < cases.n
      ? `${countOf(cases.n - dated, 'case has', 'cases have')} no date: they are in no month and no cohort.`
      : '',
    'A blank is never a no: shares are of the answered, and the bounds say what the blanks could make of them.',
    openNote(measures),
    'Printed figures are of HMICFRS (2022), Finding time for crime: another sample, with a base of its own.',
    missing > 0 ? `${countOf(missing, 'measure has', 'measures have')} no column in this register.` : '',
  ].filter((s) => s !== '')
}
