/** Service quality: its settings, what is asked of the register of case files, and the answers that are known. */
import { create } from 'zustand'
import { keeps, keptStore } from '../core/base/kept.ts'
import { schema } from '../core/base/params.ts'
import { parseIsoDay, MINUTES_PER_DAY } from '../core/base/time.ts'
import { plainWord } from '../core/evaluation/quality/answers.ts'
import type { CaseFilter, QualityAsk } from '../core/evaluation/quality/ask.ts'
import type { QualityParams } from '../core/evaluation/quality/params.ts'
import { sourceOf } from '../import/sourceOf.ts'
import { Cancelled, type Run } from '../worker/runner.ts'
import type { QualityReply } from '../worker/register.ts'
import { asAt } from './derived.ts'
import { paramsOf } from './plan.ts'
import type { SavedClause } from './project.ts'
import { pool } from './runs.ts'
import type { LoadedIncidents, Store } from './types.ts'

/** Under which the settings stand in the project. */
export const QUALITY = 'quality'

/** Settings of the measures, as a form asks them. */
export const qualitySchema = schema({
  outcomes: {
    type: 'choice',
    label: 'Outcomes of',
    help: 'A cohort leaves out crimes that are too young to have an outcome; a period counts all.',
    options: [
      { value: 'cohort', label: 'a cohort: crimes old enough' },
      { value: 'period', label: 'the period: all crimes, however young' },
    ],
    default: 'cohort',
  },
  cohortDays: {
    type: 'number',
    label: 'Old enough after',
    help: 'Days between the recording of a crime and the as-at date. Outcomes come late.',
    ...{ unit: 'days', min: 0, max: 3650, step: 1, default: 90 },
    when: { outcomes: ['cohort'] },
  },
  reviewDays: {
    type: 'number',
    label: 'First review within',
    help: 'Days from recording to the first supervisor review that count as in time.',
    ...{ unit: 'days', min: 1, max: 365, step: 1, default: 28 },
  },
  threshold: {
    type: 'number',
    label: 'Specialist team from',
    help: 'Case score from which a case is for the specialist team. The printed 75 belongs to a score whose weights are not published.',
    ...{ unit: 'points', min: -1000, max: 1000, step: 1, default: 75 },
  },
  compare: {
    type: 'day',
    label: 'Compare before and from',
    help: 'Crimes recorded before this day against those from it on. Nothing is compared while it is empty.',
    default: '',
  },
})

/** Settings that are no single field: minutes allowed by call grade, and what words mean. */
export interface FurtherSettings {
  readonly targets?: string
  readonly words?: QualityParams['words']
}

/** "Emergency=15, Priority=60" as minutes by grade; parts that say nothing are passed over. */
export function targetsOf(text: string | undefined): Record<string, number> {
  const parts = (text ?? '').split(/[,;]/).map((p) => p.split('='))
  return Object.fromEntries(
    parts
      .map(([grade, minutes]): [string, number] => [grade.trim(), Number(minutes)])
      .filter(([grade, minutes]) => grade !== '' && minutes > 0),
  )
}

/** The further settings in force. */
export const furtherOf = (s: Pick<Store, 'project'>): FurtherSettings => s.project.params[QUALITY] ?? {}

/** What the page's filters let through, as far as a register of cases knows it, and the kinds it does not know. */
export function caseFilterOf(clauses: readonly SavedClause[]): {
  filter: CaseFilter
  unused: readonly SavedClause['kind'][]
} {
  let filter: CaseFilter = {}
  const unused: SavedClause['kind'][] = []
  for (const c of clauses)
    if (c.kind === 'offence') filter = { ...filter, offences: c.offences }
    else if (c.kind === 'period') filter = { ...filter, from: c.fromDay, to: c.toDay }
    else if (c.kind === 'beat') filter = { ...filter, beats: c.beats }
    else unused.push(c.kind)
  return { filter, unused }
}

/** The settings that differ from the usual, for an ask. */
export function qualityParams(s: Pick<Store, 'project' | 'incidents'>): Partial<QualityParams> {
  const { outcomes, cohortDays, reviewDays, threshold } = paramsOf(s, QUALITY, qualitySchema)
  const { targets, words = {} } = furtherOf(s)
  return {
    ...{ outcomes, cohortDays, reviewDays, threshold, asAt: asAt(s).day, targets: targetsOf(targets) },
    words: Object.fromEntries(Object.entries(words).map(([w, a]) => [plainWord(w), a])),
  }
}

/** What is asked for the measures. */
export function reportAsk(s: Pick<Store, 'project' | 'incidents'>): Extract<QualityAsk, { kind: 'report' }> {
  const { compare } = paramsOf(s, QUALITY, qualitySchema)
  const day = parseIsoDay(compare)
  return {
    kind: 'report',
    filter: caseFilterOf(s.project.clauses).filter,
    params: qualityParams(s),
    ...(!Number.isNaN(day) && { compareAt: day * MINUTES_PER_DAY }),
  }
}

/** A register as the worker is told of it; the files of a joined table come one after the other. */
export function registerOf(loaded: LoadedIncidents) {
  const parts: LoadedIncidents[] = []
  for (let l: LoadedIncidents | undefined = loaded; l; l = l.base) parts.unshift(l)
  return {
    register: `${loaded.table.fingerprint} ${JSON.stringify(loaded.reading)}`,
    files: parts.flatMap((l) => l.files).map(sourceOf),
    tables: parts.flatMap((l) => l.report.files.map((f) => f.name)),
    options: loaded.reading,
  }
}

/** An answer, or why there is none. */
export interface QualityRun {
  readonly reply?: QualityReply
  readonly error?: string
}

const KEEP = 12

/** By register and ask, as one text. */
export const useQualityRuns = keptStore(
  create<{ readonly runs: ReadonlyMap<string, QualityRun> }>(() => ({ runs: new Map() })),
)

/** One under way of each kind: the newest wins. */
let underWay: Partial<Record<QualityAsk['kind'], { readonly key: string; readonly run: Run<QualityReply> }>> =
  {}
keeps(() => {
  for (const { run } of Object.values(underWay)) run.cancel()
  underWay = {}
})

function put(key: string, run: QualityRun): void {
  const runs = new Map(useQualityRuns.getState().runs)
  runs.delete(key)
  runs.set(key, run)
  if (runs.size > KEEP) runs.delete(runs.keys().next().value!)
  useQualityRuns.setState({ runs })
}

/** Names an ask of a register. */
export const askKey = (loaded: LoadedIncidents, ask: QualityAsk): string =>
  `${registerOf(loaded).register} ${JSON.stringify(ask)}`

/** Asks, unless it is known or under way. */
export function askQuality(loaded: LoadedIncidents, ask: QualityAsk): void {
  const key = askKey(loaded, ask)
  const runs = useQualityRuns.getState().runs
  if (underWay[ask.kind]?.key === key || runs.get(key)) return
  underWay[ask.kind]?.run.cancel()
  const run = pool().quality(registerOf(loaded), ask)
  underWay[ask.kind] = { key, run }
  run.promise
    .then(
      (reply) => put(key, { reply }),
      (error: Error) => {
        if (!(error instanceof Cancelled)) put(key, { error: error.message })
      },
    )
    .finally(() => {
      if (underWay[ask.kind]?.run === run) delete underWay[ask.kind]
    })
}

/** Forgets a failure, so that the same is asked again. */
export function askAgain(loaded: LoadedIncidents, ask: QualityAsk): void {
  const runs = new Map(useQualityRuns.getState().runs)
  runs.delete(askKey(loaded, ask))
  useQualityRuns.setState({ runs })
  askQuality(loaded, ask)
}
