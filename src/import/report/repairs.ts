/** What is wrong with a file that was read, worst first, each with what can honestly be done about it. */
import { OFFENCES } from '../../core/base/offences.ts'
import type { OffenceId } from '../../core/base/offences.ts'
import type { Field, ImportOptions, ImportReport, Problem, RawRow, Treatment } from '../contract.ts'
import { LEFT_OUT } from '../rows/reasons.ts'
import { coarser, unitTrouble } from './coarser.ts'
import { isOfTheWhole, YEARS_FIRST } from './problems.ts'
import { choicesOf } from './choices.ts'
import type { Correction } from '../meaning/options.ts'

/** One thing that can be done about a problem. */
export interface Repair {
  readonly label: string
  readonly patch: Correction
  /** this is how it is now */
  readonly on?: boolean
}

/** One problem: rows left out (bad), kept but doubtful (warn), or a choice made for the user (info). */
export interface Trouble {
  readonly severity: 'bad' | 'warn' | 'info'
  /** bad, and yet its rows are kept */
  readonly kept?: true
  readonly what: string
  /** rows it is about */
  readonly n: number
  readonly examples: readonly RawRow[]
  readonly repairs: readonly Repair[]
  /** what to do where no press of a button can mend it */
  readonly advice?: string
}

const ADVICE: Readonly<Record<string, string>> = {
  'no coordinates':
    'A row without a place cannot be mapped. If another column holds the place, choose it among the columns below; an address file places rows by their address.',
  'coordinates 0,0':
    'Systems write 0,0 where the place is not known. An address file places such rows by their address.',
  'coordinates are not numbers':
    'If another column holds the coordinates, choose it among the columns below.',
  'not a date':
    'A day such as 31 February, or a form Cocoon does not know. The rows are in the CSV of rows left out: correct them at the source.',
  footer: 'Totals or remarks below the table: no incident is lost.',
  'repeated header': 'The header stands again among the rows: no incident is lost.',
  'blank row': 'Nothing stands in them: no incident is lost.',
  'no geometry': 'The feature has no shape, so it has no place. If a column holds one, choose it below.',
  'same row twice': 'Every column is equal, the crime number too: one crime, entered twice.',
  'no longer a crime':
    'Its wording, status or outcome says so: no crime, cancelled, transferred or reclassified.',
  'older row of the same crime number': 'The newest row of the crime stands.',
  'no date': 'If another column holds the date, choose it among the columns below.',
}

/** How each doubt may be treated, in the words of the button. */
const TREATMENTS: Readonly<Record<Problem, readonly (readonly [Treatment, string])[]>> = {
  reversed: [
    ['keep', 'Keep and flag'],
    ['fix', 'Exchange the two ends'],
    ['out', 'Leave out'],
  ],
  placeholder: [
    ['keep', 'Keep and flag'],
    ['fix', 'Keep only the day'],
    ['out', 'Leave out'],
  ],
  odd: [
    ['keep', 'Keep and flag'],
    ['out', 'Leave out'],
  ],
  outlier: [
    ['keep', 'Keep and flag'],
    ['out', 'Leave out'],
  ],
  point: [
    ['keep', 'Keep and flag'],
    ['out', 'Leave out'],
  ],
  swapped: [
    ['keep', 'Keep and flag'],
    ['fix', 'Exchange them in these rows'],
    ['out', 'Leave out'],
  ],
  sentinel: [
    ['fix', 'Take as not known'],
    ['out', 'Leave out'],
  ],
  damaged: [
    ['keep', 'Keep as they stand'],
    ['fix', 'Exchange day and month in these'],
    ['out', 'Leave out'],
  ],
  twice: [
    ['out', 'Leave out'],
    ['keep', 'Keep every row'],
  ],
  older: [
    ['out', 'Keep only the newest'],
    ['keep', 'Keep every row'],
  ],
  nocrime: [
    ['out', 'Leave out'],
    ['keep', 'Keep as crimes'],
  ],
  outside: [
    ['out', 'Leave out'],
    ['keep', 'Keep and flag'],
  ],
}

const BY_REASON = new Map(
  Object.entries(LEFT_OUT).map(([problem, reason]) => [reason as string, problem as Problem]),
)

function treatments(problem: Problem, options: ImportOptions): Repair[] {
  const all = TREATMENTS[problem]
  const now = options.treat?.[problem] ?? all[0][0]
  return all.map(([treatment, label]) => ({
    label,
    on: treatment === now,
    patch: { treat: { [problem]: treatment === all[0][0] ? undefined : treatment } },
  }))
}

/** The correction that exchanges the two columns of coordinates, or takes them as they stand where they were exchanged. */
export function exchange(report: ImportReport): Correction | undefined {
  const column = (f: Field) => report.columns.find((c) => c.field === f)?.column
  for (const [a, b] of [
    ['x', 'y'],
    ['lng', 'lat'],
  ] as const) {
    const [p, q] = [column(a), column(b)]
    if (p === undefined || q === undefined) continue
    return { columns: report.exchanged ? { [a]: p, [b]: q } : { [a]: q, [b]: p } }
  }
  return undefined
}

const ORDER_WORDS = { dmy: 'day/month', mdy: 'month/day', ymd: 'year first' } as const

/** The other order of day and month. */
const otherOrder = (report: ImportReport): Repair[] => {
  const order = report.dates?.order
  if (order === undefined || order === 'ymd') return []
  const other = order === 'dmy' ? 'mdy' : 'dmy'
  return [{ label: `Read dates as ${ORDER_WORDS[other]}`, patch: { dateOrder: other } }]
}

/** Kinds that a file without offences is usually of. */
const LIKELY: readonly OffenceId[] = [
  'burglary-home',
  'theft-from-vehicle',
  'theft-of-vehicle',
  'robbery-personal',
]

function offenceTroubles(report: ImportReport): Trouble[] {
  if (report.kept === 0 || report.wordings.some((w) => w.offence !== 'other')) return []
  const bare = report.wordings.every((w) => w.wording === '')
  const repairs = LIKELY.map((id) => ({
    label: `Take all as ${OFFENCES.find((o) => o.id === id)!.label}`,
    patch: { offences: Object.fromEntries(report.wordings.map((w) => [w.wording, id])) },
  }))
  return [
    {
      severity: 'warn',
      what: bare
        ? 'no column of offences: every row counts as “Other”'
        : 'no offence wording is one Cocoon is for: every row counts as “Other”',
      n: report.kept,
      examples: [],
      repairs,
    },
  ]
}

function dateTroubles(report: ImportReport, options: ImportOptions): Trouble[] {
  const out: Trouble[] = []
  const d = report.dates
  if (d && d.ordered > 0 && d.agree === 0 && d.against === 0 && d.order !== 'ymd')
    out.push({
      severity: options.dateOrder ? 'info' : 'warn',
      what: `no date tells day from month: ${options.dateOrder ? 'chosen' : 'taken'} as ${ORDER_WORDS[d.order]}`,
      n: d.ordered,
      examples: [],
      repairs: otherOrder(report),
    })
  if (d && d.ordered > 0 && d.order === 'ymd')
    out.push({
      severity: options.dateOrder ? 'info' : 'warn',
      what: YEARS_FIRST,
      n: d.ordered,
      examples: [],
      repairs: [
        { label: 'The year stands first', on: true, patch: { dateOrder: undefined } },
        { label: 'Read dates as day/month', patch: { dateOrder: 'dmy' } },
      ],
    })
  if (d && (d.universal ?? 0) > 0)
    out.push({
      severity: 'info',
      what: d.turned
        ? 'times are told in UTC: turned to UK clock time'
        : 'times are told in UTC: kept as written',
      n: d.universal!,
      examples: [],
      repairs: [
        { label: 'Turn UTC to UK clock', on: d.turned ?? false, patch: { clock: 'utc' } },
        { label: 'Keep the clock as written', on: !d.turned, patch: { clock: 'written' } },
      ],
    })
  if (d && d.utc > 0)
    out.push({
      severity: 'info',
      what:
        options.clock === 'utc'
          ? 'times marked Z were turned from UTC to UK clock time'
          : 'times are marked Z (UTC): the clock is kept as written',
      n: d.utc,
      examples: [],
      repairs: [
        { label: 'Keep the clock as written', on: options.clock !== 'utc', patch: { clock: undefined } },
        { label: 'Take Z as UTC', on: options.clock === 'utc', patch: { clock: 'utc' } },
      ],
    })
  return out
}

const RANK = { bad: 0, warn: 1, info: 2 }

/** With more than this share of the rows outside, the two columns may be each other's. */
const MANY_OUTSIDE = 0.2

/** Every problem of a report, worst and largest first. `options` is the reading it was made with. */
export function troublesOf(report: ImportReport, options: ImportOptions): Trouble[] {
  const swap = exchange(report)
  const swapRepair: Repair[] = swap
    ? [{ label: report.exchanged ? 'Take them as they stand' : 'Exchange the two columns', patch: swap }]
    : []
  const troubles: Trouble[] = report.leftOut.map(({ reason, n, lines }) => {
    const problem = BY_REASON.get(reason)
    return {
      severity: 'bad',
      what: `left out: ${reason}`,
      n,
      examples: lines.slice(0, 5),
      repairs:
        reason === 'not a date'
          ? report.dates?.against || options.dateOrder
            ? otherOrder(report)
            : []
          : reason === 'outside the grid' || reason === 'outside the world'
            ? // a slip in a few rows is no reason to exchange the columns of all
              report.exchanged || n > report.rows * MANY_OUTSIDE
              ? swapRepair
              : []
            : problem
              ? [...treatments(problem, options), ...(problem === 'outside' ? swapRepair : [])]
              : [],
      advice:
        ADVICE[reason] ??
        (/^outside/.test(reason)
          ? 'If the system of coordinates is another one, choose it below.'
          : undefined),
    }
  })
  // those of the whole table come with what can be done about them
  for (const w of report.warnings.filter(({ what }) => !isOfTheWhole(what)))
    troubles.push({
      severity: 'warn',
      what: w.what,
      n: w.n,
      examples: w.examples ?? [],
      repairs: w.problem ? treatments(w.problem, options) : [],
    })
  troubles.push(...coarser(report, options))
  troubles.push(...offenceTroubles(report), ...dateTroubles(report, options), ...choicesOf(report))
  if (report.exchanged)
    troubles.push({
      severity: 'info',
      what: 'the coordinates stood in each other’s columns and were exchanged',
      n: report.kept,
      examples: [],
      repairs: swapRepair,
    })
  const sorted = troubles.sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.n - a.n)
  const unit = unitTrouble(report)
  return unit ? [unit, ...sorted] : sorted
}
