/** The parts of a briefing, from what every analysis already offers; the shell names no method here. */
import { memo } from '../../core/base/kept.ts'
import { listCoverage } from '../../cocoon/coverage.ts'
import { whyNobody } from '../../cocoon/stillOpen.ts'
import type { Screen } from '../../analyses/contract.ts'
import { SCREENS } from '../../analyses/index.ts'
import type { Made } from '../../core/table/method.ts'
import type { Units } from '../../core/base/lengths.ts'
import { describe, type Values } from '../../core/base/params.ts'
import { dayOf, minuteNow, showDay } from '../../core/base/time.ts'
import { type LayerGroup, type LayerSpec, Legend } from '../../map/index.ts'
import type { BriefingPart } from '../../print/index.ts'
import { type Cocoon, cocooningSchema } from '../../state/cocoon.ts'
import { cocoonOf } from '../../state/cocoonHere.ts'
import { paramsOf, planRun } from '../../state/plan.ts'
import { usePlanRuns } from '../../state/planRuns.ts'
import { currentMade } from '../../state/runs.ts'
import { useSettings } from '../../state/settings.ts'
import { type LoadedIncidents, type Store } from '../../state/store.ts'
import { cellText, type TableModel } from '../../ui/index.ts'
import { viewOf } from '../../desk/useRun.ts'
import { cocoonLayers } from '../../desk/useCocoon.ts'
import { roundsTable, visitsTable } from '../../desk/cocoonTables.ts'
import { count, many } from '../../desk/words.ts'
import { type BriefingChoice, COCOONING, type PartChoice, PLANS } from './choice.ts'
import { plansPart, plansWait } from './plansPart.ts'
import { streetsOnly } from './streetsOnly.ts'

/** A part before its map is drawn. */
export interface Draft extends Omit<BriefingPart, 'picture'> {
  /** what its map shows; empty = it has none */
  readonly layers: readonly LayerSpec[]
  /** changes whenever the map would look different; '' = it has none */
  readonly mapKey: string
  /** not settled yet: its analysis is running or was not started */
  readonly waiting?: boolean
}

/** The question of the meeting that each heading of the navigation answers. */
const QUESTIONS: Record<Screen['group'], string> = {
  week: 'What changed',
  where: 'Where',
  pattern: 'Where next',
  tonight: 'What to do',
  series: 'What belongs together',
  worked: 'Did it work',
  report: 'What else',
}

/** Names of streets of the table, lower case. */
export const streetNames = memo(
  (incidents: LoadedIncidents): ReadonlySet<string> =>
    new Set(incidents.table.street.values.filter(Boolean).map((s) => s.toLowerCase())),
)

/** A table whose texts went through `clean`. */
const cleanTable = (table: TableModel, clean: (s: string) => string): TableModel => ({
  ...table,
  caption: clean(table.caption),
  at: undefined,
  columns: table.columns.map((c) =>
    c.kind === 'text' ? { ...c, show: (i: number) => clean(cellText(c, i)) } : c,
  ),
})

/** Dots stand on doors: without addresses only areas, surfaces and their letters are drawn. */
const areasOnly = (layers: readonly LayerSpec[]): LayerSpec[] =>
  layers.some((l) => l.kind === 'areas' || l.kind === 'grid')
    ? layers.filter((l) => l.kind !== 'points' && l.kind !== 'lines')
    : []

const groupOf = (id: string, title: string, layers: readonly LayerSpec[]): LayerGroup => ({
  id,
  title,
  visible: true,
  layers,
})

/** The layers as the map wants them. */
export const mapGroup = (d: Draft): LayerGroup => groupOf(d.id, d.title, d.layers)

const legendOf = (id: string, title: string, layers: readonly LayerSpec[]) =>
  layers.length > 0 ? <Legend layers={[groupOf(id, title, layers)]} theme="paper" /> : undefined

/** What a finished result says; kept until result, parameters or choice change. */
const partOf = memo(
  (
    screen: Screen<any, any>,
    made: Made,
    units: Units,
    incidents: LoadedIncidents,
    full: boolean,
    addresses: boolean,
  ): Draft => {
    const view = viewOf(made, incidents.table, units)
    const known = streetNames(incidents)
    const clean = addresses ? (s: string) => s : (s: string) => streetsOnly(s, known)
    const more = full ? screen.brief?.(view) : undefined
    const layers = full ? (addresses ? screen.layers(view) : areasOnly(screen.layers(view))) : []
    return {
      id: screen.id,
      title: screen.title,
      question: QUESTIONS[screen.group],
      answer: clean(screen.answer(view)),
      says: more?.says?.map(clean),
      figures: more?.figures?.map((f) => ({ ...f, note: f.note && clean(f.note) })),
      table: full ? cleanTable(screen.list(view), clean) : undefined,
      parameters: describe(screen.schema, view.params),
      limits: [
        ...(screen.notes?.(view) ?? view.result.notes),
        ...screen.about.notWhen.map((n) => `Not when: ${n}`),
      ].map(clean),
      references: screen.about.references,
      layers,
      legend: legendOf(screen.id, screen.title, layers),
      mapKey: layers.length > 0 ? `${made.key} ${addresses}` : '',
    }
  },
  24,
)

/** A part that says one sentence: why there is no result, or that it is on its way. The same sentence, the same part. */
const said = memo(
  (id: string, title: string, question: string, sentence: string, waiting: boolean): Draft => ({
    id,
    title,
    question,
    answer: sentence,
    refused: !waiting,
    waiting,
    parameters: [],
    limits: [],
    references: [],
    layers: [],
    mapKey: '',
  }),
  40,
)

const without = (id: string, title: string, question: string, sentence: string) =>
  said(id, title, question, sentence, false)

function screenPart(s: Store, screen: Screen<any, any>, full: boolean, addresses: boolean): Draft {
  const question = QUESTIONS[screen.group]
  const plan = planRun(s, screen)
  if ('refused' in plan) return without(screen.id, screen.title, question, plan.refused)
  const run = s.runs[screen.id]
  if (run?.status === 'failed' && run.key === plan.key)
    return without(screen.id, screen.title, question, run.error ?? 'The run failed.')
  const made = run && currentMade(s, screen)
  const late =
    made && 'made' in made && !s.incidents!.sample
      ? screen.expired?.(
          viewOf(made.made, s.incidents!.table, useSettings.getState().units),
          dayOf(minuteNow(new Date())),
        )
      : undefined
  if (late) return without(screen.id, screen.title, question, late)
  if (made && 'made' in made)
    return partOf(screen, made.made, useSettings.getState().units, s.incidents!, full, addresses)
  return said(screen.id, screen.title, question, 'Being worked out.', true)
}

/** The settings of the list of doors or streets as they are printed: streets are ranked by all that is live, whatever the days. */
export const listSettings = (
  kind: 'doors' | 'streets',
  values: Values<typeof cocooningSchema>,
): ReturnType<typeof describe> =>
  describe(cocooningSchema, values).filter((p) => kind === 'doors' || p.key !== 'lookBack')

/** The cocooning list: what is due, in how many rounds, and what was delivered. */
const listPart = memo(
  (
    cocoon: Cocoon,
    visits: Store['visits'],
    incidents: LoadedIncidents,
    units: Units,
    paramsText: string,
    full: boolean,
    addresses: boolean,
  ): Draft => {
    const base = without(COCOONING, 'Cocooning', QUESTIONS.tonight, '')
    if (cocoon.kind === 'refused') return { ...base, answer: cocoon.sentence }
    const parameters = listSettings(cocoon.kind, JSON.parse(paramsText) as never)
    if (cocoon.kind === 'streets') {
      const { streets, notes } = cocoon.streets
      const what = cocoon.of === 'vehicles' ? 'thefts from vehicles' : 'burglaries'
      const on = streets.filter((s) => s.on > 0).length
      const near = streets.length > on ? ` and ${count(streets.length - on)} near by` : ''
      return {
        ...base,
        refused: false,
        answer:
          streets.length > 0
            ? `${many(on, 'street')} with live ${what}${near}; first ${streets[0].street}.`
            : `No street has live ${what}.`,
        table: full
          ? {
              caption: 'Streets, most pressing first',
              n: streets.length,
              key: (i) => streets[i].street + streets[i].beat,
              columns: [
                { key: 'street', label: 'Street', kind: 'text', value: (i) => streets[i].street },
                { key: 'beat', label: 'Beat', kind: 'text', value: (i) => streets[i].beat },
                { key: 'on', label: 'On it', kind: 'number', digits: 0, value: (i) => streets[i].on },
                { key: 'near', label: 'Near it', kind: 'number', digits: 0, value: (i) => streets[i].near },
                {
                  key: 'due',
                  label: 'Due',
                  kind: 'date',
                  value: (i) => dayOf(streets[i].due),
                  show: (i) => showDay(dayOf(streets[i].due), { weekday: true, year: false }),
                },
              ],
            }
          : undefined,
        parameters,
        limits: notes,
      }
    }
    const { list, homes } = cocoon
    const known = streetNames(incidents)
    const clean = addresses ? (s: string) => s : (s: string) => streetsOnly(s, known)
    const due = list.visits.reduce((n, v) => n + v.homes.length, 0)
    const overdue = list.visits.filter((v) => v.due < list.moment).reduce((n, v) => n + v.homes.length, 0)
    const last = Math.max(...list.visits.map((v) => dayOf(v.due)))
    const delivered = listCoverage(list, homes, visits)
    const layers = full && addresses ? cocoonLayers(list) : []
    return {
      ...base,
      refused: false,
      answer:
        due === 0
          ? `${whyNobody(list) ?? 'No home is due a visit'}.`
          : `${many(due, 'home')} to visit around ${many(list.incidents.length, 'burglary', 'burglaries')} by ${showDay(last, { weekday: true, year: false })}, in ${many(list.rounds.length, 'round')}; ${overdue > 0 ? `${count(overdue)} overdue` : 'none overdue'}; ${count(delivered.shares[0].n)} of ${many(delivered.occupied, 'home')} called on so far.`,
      says:
        full && delivered.shares[0].n > 0
          ? delivered.shares.map((s) => `${s.label}: ${Math.round(s.percent)}% (${s.n} of ${s.of}).`)
          : [],
      table: full ? cleanTable(addresses ? visitsTable(list) : roundsTable(list, units), clean) : undefined,
      parameters,
      limits: list.notes.map(clean),
      layers,
      legend: legendOf(COCOONING, 'Cocooning', layers),
      mapKey: layers.length > 0 ? `${list.id} ${list.visits.length}` : '',
    }
  },
  4,
)

function cocoonPart(s: Store, full: boolean, addresses: boolean): Draft {
  const cocoon = cocoonOf(s)
  if (!cocoon || !s.incidents)
    return without(COCOONING, 'Cocooning', QUESTIONS.tonight, 'No incidents are loaded.')
  const text = JSON.stringify(paramsOf(s, COCOONING, cocooningSchema))
  return listPart(cocoon, s.visits, s.incidents, useSettings.getState().units, text, full, addresses)
}

/** The plans with their verdicts: the same project and answers are the same part. */
const plansDraft = memo(
  (
    incidents: LoadedIncidents | undefined,
    project: Store['project'],
    _runs: unknown,
    full: boolean,
    addresses: boolean,
  ): Draft => {
    const question = QUESTIONS.worked
    if (plansWait({ incidents, project })) return said(PLANS, 'Plans', question, 'Being judged.', true)
    const made = plansPart({ incidents, project })
    if (!made || !incidents)
      return without(
        PLANS,
        'Plans',
        question,
        'There is no plan to judge. Write one under “Did it work?” before it begins.',
      )
    const known = streetNames(incidents)
    const clean = addresses ? (t: string) => t : (t: string) => streetsOnly(t, known)
    return {
      ...without(PLANS, 'Plans', question, ''),
      refused: false,
      answer: clean(made.answer),
      says: full ? made.says.map(clean) : [],
      table: full ? cleanTable(made.table, clean) : undefined,
      limits: made.limits.map(clean),
    }
  },
  8,
)

/** The analyses that have to run for a choice. */
export const screensOf = (choice: Pick<BriefingChoice, 'parts'>): Screen<any, any>[] =>
  choice.parts.flatMap((p) => SCREENS.filter((s) => s.id === p.id))

/** Every part of a choice as the store has it now. */
export const draftsOf = (s: Store, { parts, addresses }: BriefingChoice): Draft[] =>
  parts.flatMap(({ id, full }: PartChoice) => {
    if (id === COCOONING) return [cocoonPart(s, full, addresses)]
    if (id === PLANS)
      return [plansDraft(s.incidents, s.project, usePlanRuns.getState().runs, full, addresses)]
    const screen = SCREENS.find((x) => x.id === id)
    return screen ? [screenPart(s, screen, full, addresses)] : []
  })
