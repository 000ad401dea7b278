/** The parts of a join: columns gathered from two tables, and one report that accounts for both. */
import { FLAG, onlyStart } from '../../core/table/incidents.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import type { DictColumn, TextColumn } from '../../core/base/text.ts'
import { dayOf, isoDay, showTime } from '../../core/base/time.ts'
import type { ImportReport, LeftOut, RawRow, Warning, PersonalCounts } from '../contract.ts'
import { othersOf } from '../meaning/kinds.ts'
import { gapsSaid, isOfMissingMonths } from '../report/gapsSaid.ts'
import { DOUBLES, isOfWeeks } from '../report/problems.ts'
import { JOIN_REASONS } from './gone.ts'
import type { JoinCounts, Side } from './join.ts'
import { isWeek } from './times.ts'
import { LEFT_OUT } from '../rows/reasons.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { STAND_INS } from '../rows/window.ts'
import { MAX_RAW, rawText } from '../rows/leftOut.ts'

type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** One column of both: row r ≥ 0 is of `a`, row ~r of `b`. */
export function gather<A extends Numbers>(
  make: new (n: number) => A,
  a: Numbers,
  b: Numbers,
  rows: Int32Array,
): A {
  const out = new make(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = rows[i] >= 0 ? a[rows[i]] : b[~rows[i]]
  return out
}

/** The code of a name among some: of the same spelling, else, where there is a `key`, of the same name in another. */
export function codesByName(
  values: readonly string[],
  key?: (name: string) => string,
): (name: string) => number | undefined {
  const index = new Map(values.map((v, code) => [v, code]))
  const byKey = new Map<string, number>()
  if (key)
    values.forEach((v, code) => {
      const k = v === '' ? '' : key(v)
      if (k !== '' && !byKey.has(k)) byKey.set(k, code)
    })
  return (name) => index.get(name) ?? (key && name !== '' ? byKey.get(key(name)) : undefined)
}

/**
 * A dictionary column of both; the values of `a` keep their codes. `key`: names that are one whatever their spelling, of
 * which that of `a` stands.
 */
export function gatherDict(
  a: DictColumn,
  b: DictColumn,
  rows: Int32Array,
  key?: (name: string) => string,
): DictColumn {
  const values = [...a.values]
  const known = codesByName(values, key)
  const codes = Uint32Array.from(b.values, (v) => known(v) ?? values.push(v) - 1)
  const out = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = rows[i] >= 0 ? a.codes[rows[i]] : codes[b.codes[~rows[i]]]
  return { codes: out, values }
}

/** A text column of both. */
export function gatherText(a: TextColumn, b: TextColumn, rows: Int32Array): TextColumn {
  const offsets = new Uint32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    const [of, r] = rows[i] >= 0 ? [a, rows[i]] : [b, ~rows[i]]
    offsets[i + 1] = offsets[i] + of.offsets[r + 1] - of.offsets[r]
  }
  const bytes = new Uint8Array(offsets[rows.length])
  for (let i = 0; i < rows.length;) {
    const [of, r] = rows[i] >= 0 ? [a, rows[i]] : [b, ~rows[i]]
    // rows that follow each other in one table are copied in one piece
    const step = rows[i] >= 0 ? 1 : -1
    let end = i + 1
    while (end < rows.length && rows[end] === rows[i] + step * (end - i)) end++
    bytes.set(of.bytes.subarray(of.offsets[r], of.offsets[r + end - i]), offsets[i])
    i = end
  }
  return { bytes, offsets }
}

function mergeLeftOut(all: readonly LeftOut[]): LeftOut[] {
  const by = new Map<string, { n: number; lines: RawRow[] }>()
  for (const { reason, n, lines } of all) {
    if (n === 0) continue
    const entry = by.get(reason) ?? { n: 0, lines: [] }
    by.set(reason, entry)
    entry.n += n
    entry.lines.push(...lines.slice(0, MAX_RAW - entry.lines.length))
  }
  return [...by].map(([reason, e]) => ({ reason, ...e })).sort((a, b) => b.n - a.n)
}

const flagged =
  (flag: number) =>
  ({ flags }: Incidents, i: number): boolean =>
    (flags[i] & flag) !== 0

/** The doubts that each row of a table carries with it: they are counted in the joined table. */
const CARRIED: readonly (readonly [(w: Warning) => boolean, (t: Incidents, i: number) => boolean])[] = [
  [(w) => w.problem === 'reversed', flagged(FLAG.reversed)],
  [(w) => w.problem === 'placeholder', flagged(FLAG.placeholderTime)],
  [(w) => w.problem === 'odd', flagged(FLAG.oddDate)],
  [(w) => w.problem === 'outlier', flagged(FLAG.outlier)],
  [(w) => w.what === 'no end of the window', ({ flags }, i) => onlyStart(flags[i])],
  [(w) => isOfWeeks(w.what), isWeek],
]

/** Rows of both files of which `again` stand once in the joined table: so many at least, and none twice. */
const once = (a: number, b: number, again: number): number => Math.max(a, b, a + b - again)

/** What is doubtful in the joined table: a row that both files tell is doubted once. */
function mergeWarnings(a: readonly Warning[], b: readonly Warning[], t: Incidents, again: number): Warning[] {
  const names = new Set([...a, ...b].map((w) => w.what).filter((what) => !isOfMissingMonths(what)))
  return [...names].flatMap((what): Warning[] => {
    const [of, and] = [a, b].map((all) => all.find((w) => w.what === what))
    const last = (and ?? of)!
    const carries = CARRIED.find(([is]) => is(last))?.[1]
    const count = (is: (t: Incidents, i: number) => boolean) =>
      t.flags.reduce((sum, _, i) => sum + (is(t, i) ? 1 : 0), 0)
    const n = carries
      ? count(carries)
      : // a start that another row tells is no stand-in any more
        Math.min(
          STAND_INS.includes(what) ? count(flagged(FLAG.standIn)) : t.n,
          once(of?.n ?? 0, and?.n ?? 0, again),
        )
    const examples = [...(and?.examples ?? []), ...(of?.examples ?? [])].slice(0, 5)
    return n > 0 ? [{ ...last, n, ...(examples.length > 0 && { examples }) }] : []
  })
}

/** Kinds of offence of a table with how many rows each wording brought. */
function countWordings(t: Incidents): ImportReport['wordings'] {
  const tally = new Map<number, { wording: string; offence: (typeof OFFENCES)[number]['id']; n: number }>()
  for (let i = 0; i < t.n; i++) {
    const key = t.wording.codes[i] * OFFENCES.length + t.offence[i]
    const entry = tally.get(key)
    if (entry) entry.n++
    else tally.set(key, { wording: dictAt(t.wording, i), offence: OFFENCES[t.offence[i]].id, n: 1 })
  }
  return [...tally.values()].sort((a, b) => b.n - a.n)
}

/** What a row says of itself, where its text is no longer at hand: number, window, wording, place, outcome. */
function cellsOf({ incidents: t, text }: Side, i: number): string[] {
  const when = (minute: number) =>
    t.precision === 'month'
      ? isoDay(dayOf(minute)).slice(0, 7)
      : `${isoDay(dayOf(minute))} ${showTime(minute)}`
  return [
    textAt(text.id, i),
    when(t.from[i]),
    t.precision === 'month' || t.flags[i] & FLAG.noEnd ? '' : when(t.to[i]),
    dictAt(t.wording, i),
    textAt(text.uprn, i) || textAt(text.address, i) || dictAt(t.street, i),
    `${t.lng[i].toFixed(6)} ${t.lat[i].toFixed(6)}`,
    dictAt(t.outcome, i),
  ].filter((v) => v !== '')
}

/** The report of both: read = kept + left out still holds, with what the join left out among the reasons. */
export function joinReports(
  base: Side,
  added: Side,
  t: Incidents,
  doubles: number,
  {
    counts,
    replaced,
    known,
    gone,
    zeros,
  }: {
    counts: JoinCounts
    replaced: readonly number[]
    known: readonly number[]
    gone: readonly number[]
    zeros: number
  },
): ImportReport {
  const [a, b] = [base.report, added.report]
  const raw = (side: Side, rows: readonly number[]): RawRow[] =>
    rows.slice(0, MAX_RAW).map((i) => ({
      file: side.report.files.length === 1 ? side.report.files[0].name : side.name,
      line: side.lines?.[i] ?? 0,
      text: rawText(cellsOf(side, i)),
    }))
  const again = known.length + replaced.length
  const missing = gapsSaid(t.gaps)
  const wordings = countWordings(t)
  const one = (side: Side, kept: number) => ({
    name: side.name,
    rows: side.report.rows,
    kept,
    what:
      side.report.files.length === 1
        ? side.report.files[0].what
        : `${showNumber(side.report.files.length)} files`,
  })
  return {
    ...b,
    files: [
      one(base, base.incidents.n - counts.changed - counts.ended),
      one(added, counts.fresh + counts.changed + counts.clashing),
    ],
    rows: a.rows + b.rows,
    kept: t.n,
    ...(t.unplaced && { countedInTime: t.unplaced.n }),
    leftOut: mergeLeftOut([
      ...a.leftOut,
      ...b.leftOut,
      { reason: LEFT_OUT.nocrime, n: gone.length, lines: raw(base, gone) },
      { reason: JOIN_REASONS.known, n: known.length, lines: raw(added, known) },
      { reason: JOIN_REASONS.replaced, n: replaced.length, lines: raw(base, replaced) },
    ]),
    // a row of one file may be the double of one of the other
    warnings: [
      ...missing.warnings,
      ...mergeWarnings(a.warnings, b.warnings, t, again).filter((w) => w.what !== DOUBLES),
      ...(doubles > 0 ? [{ what: DOUBLES, n: doubles }] : []),
    ],
    precision: t.precision,
    crs: t.crs,
    crsLabel: [...new Set([a.crsLabel, b.crsLabel])].join('; '),
    dropped: [...new Set([...a.dropped, ...b.dropped])],
    droppedPersonal: [...new Set([...a.droppedPersonal, ...b.droppedPersonal])],
    ...choicesOfBoth(a, b, wordings, again),
    notes: [
      ...new Set([
        ...missing.notes,
        ...[...a.notes, ...b.notes].filter((note) => !isOfMissingMonths(note)),
        `${added.name} was added to ${base.name}: ${showNumber(counts.fresh)} new, ${showNumber(counts.changed)} changed, ${showNumber(counts.unchanged)} unchanged, ${showNumber(counts.clashing)} clashing.`,
        ...(counts.clashing > 0
          ? [
              'Clashing: the same crime number, but neither the day nor the place agrees, or not both with another offence. Both rows are kept.',
            ]
          : []),
        ...(counts.ended > 0
          ? [
              `${countOf(counts.ended, 'loaded crime')} left out: ${added.name} says no crime, cancelled, transferred or reclassified.`,
            ]
          : []),
        ...(counts.reclassified > 0
          ? [
              `${countOf(counts.reclassified, 'loaded crime')} ${counts.reclassified === 1 ? 'is' : 'are'} of another kind of offence now: the newest stands.`,
            ]
          : []),
        ...(counts.absent > 0
          ? [
              `${countOf(counts.absent, 'loaded row')} of the same period not in ${added.name}: kept, since the file does not say whether cancelled or only left out.`,
            ]
          : []),
        ...(counts.unsure
          ? [
              `${countOf(counts.unsure, 'new row')} could not be compared with what was loaded: of one file only the day of the report is known, of the other when crimes began. What both tell may be counted twice.`,
            ]
          : []),
        ...(zeros > 0
          ? [
              `${countOf(zeros, 'crime number')} ${zeros === 1 ? 'differs' : 'differ'} from the loaded one only by zeros in front, which spreadsheets take off: ${zeros === 1 ? 'it was' : 'they were'} taken for the same.`,
            ]
          : []),
        ...(t.source === 'open'
          ? [
              `${t.points === undefined ? 'Open data: crime numbers are used again for unrelated crimes' : 'Days or places are not known well enough to trust a crime number'}, so rows were compared whole, one to one: a crime that the new file tells otherwise stands twice.`,
            ]
          : []),
      ]),
    ],
  }
}

/** What was found and chosen in both files. */
function choicesOfBoth(
  a: ImportReport,
  b: ImportReport,
  wordings: ImportReport['wordings'],
  again: number,
): Pick<ImportReport, 'wordings' | 'others' | 'sheds' | 'personal' | 'layers'> {
  const kinds = ['phone', 'email', 'vehicle', 'birth', 'nino', 'name'] as const
  const found = kinds.map((k) => [k, once(a.personal?.[k] ?? 0, b.personal?.[k] ?? 0, again)] as const)
  return {
    wordings,
    others: othersOf(wordings),
    sheds: { n: once(a.sheds?.n ?? 0, b.sheds?.n ?? 0, again), asHome: b.sheds?.asHome ?? false },
    personal: {
      ...(Object.fromEntries(found) as unknown as PersonalCounts),
      ...((a.personal?.kept || b.personal?.kept) && { kept: true }),
    },
    layers: undefined,
  }
}
