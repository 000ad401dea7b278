/** What was opened, as the plain object the terminal prints. */
import { FLAG } from '../../core/table/incidents.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { WEIGHED } from '../../core/stats/weighed.ts'
import { dayOf, isoDay } from '../../core/base/time.ts'
import { noCounts } from '../meaning/personal.ts'
import type { HomeGuess, ImportReport, Layer, Opened, PersonalCounts } from '../contract.ts'

/** Everything `cocoon check` says of one opened thing. */
export interface Summary {
  readonly kind: Opened['kind']
  readonly name: string
  readonly files?: readonly { name: string; rows: number; kept: number; what: string }[]
  readonly rows?: number
  readonly kept?: number
  /** of an address file: homes, rows of doors that stood before, points homes of several numbers share, rows refused */
  readonly homes?: number
  readonly doorsMerged?: number
  readonly sharedPoints?: number
  readonly refused?: number
  readonly leftOut?: Readonly<Record<string, number>>
  /** of those left out for want of a place: rows with a date, which count in figures over time */
  readonly countedInTime?: number
  readonly warnings?: Readonly<Record<string, number>>
  readonly precision?: string
  readonly source?: string
  readonly crs?: string
  readonly crsLabel?: string
  /** first and last day of the incidents */
  readonly span?: readonly [string, string]
  readonly offences?: Readonly<Record<string, number>>
  readonly wordings?: Readonly<Record<string, string>>
  readonly columns?: Readonly<Record<string, { column: string; evidence: string }>>
  readonly dropped?: readonly string[]
  readonly droppedPersonal?: readonly string[]
  /** what counts as “other”, by name */
  readonly otherByName?: Readonly<Record<string, number>>
  /** burglaries of sheds, garages and unconnected buildings, and whether they count as of a home */
  readonly sheds?: ImportReport['sheds']
  /** details of people found in free text, by kind */
  readonly personal?: PersonalCounts
  /** of a file with several layers: which there are, and which was read */
  readonly layers?: readonly Layer[]
  /** names of the profiles that were used */
  readonly profiles?: readonly string[]
  /** of a list of weights of harm: kind → weight */
  readonly weights?: Readonly<Record<string, number>>
  readonly notes: readonly string[]
}

/** One summary for each opened thing, in order. */
export function summarise(opened: readonly Opened[]): Summary[] {
  return opened.map(summariseOne)
}

function summariseOne(o: Opened): Summary {
  switch (o.kind) {
    case 'incidents': {
      const { report, incidents } = o
      const offences: Record<string, number> = {}
      for (let i = 0; i < incidents.n; i++) {
        const id = OFFENCES[incidents.offence[i]].id
        offences[id] = (offences[id] ?? 0) + 1
      }
      return {
        kind: o.kind,
        name: o.name,
        files: report.files,
        rows: report.rows,
        kept: report.kept,
        ...(report.countedInTime && { countedInTime: report.countedInTime }),
        leftOut: Object.fromEntries(report.leftOut.map((l) => [l.reason, l.n])),
        warnings: Object.fromEntries(report.warnings.map((w) => [w.what, w.n])),
        precision: report.precision,
        source: report.source,
        crs: report.crs,
        crsLabel: report.crsLabel,
        span: span(incidents),
        offences,
        wordings: Object.fromEntries(report.wordings.map((w) => [w.wording, w.offence])),
        columns: Object.fromEntries(
          report.columns.map((c) => [c.field, { column: c.column, evidence: c.evidence }]),
        ),
        dropped: report.dropped,
        droppedPersonal: report.droppedPersonal,
        ...(report.others && { otherByName: Object.fromEntries(report.others.map((v) => [v.name, v.n])) }),
        ...(report.sheds && report.sheds.n > 0 && { sheds: report.sheds }),
        personal: countsOf(report.personal),
        ...(report.layers && { layers: report.layers }),
        ...(o.profiles && o.profiles.length > 0 && { profiles: o.profiles }),
        notes: report.notes,
      }
    }
    case 'overlay':
      return {
        kind: o.kind,
        name: o.name,
        rows: o.rows,
        kept: o.lng.length,
        leftOut: Object.fromEntries(o.leftOut.map((l) => [l.reason, l.n])),
        notes: o.notes,
      }
    case 'homes':
      return {
        kind: o.kind,
        name: o.name,
        rows: o.rows,
        kept: o.homes.n,
        homes: o.homes.n,
        doorsMerged: o.report.merged,
        sharedPoints: o.report.sharedPoints,
        refused: o.report.refused,
        leftOut: Object.fromEntries(o.leftOut.map((l) => [l.reason, l.n])),
        crs: o.homes.crs,
        columns: homeColumnsOf(o.report.columns),
        notes: o.notes,
      }
    case 'weights':
      return {
        kind: o.kind,
        name: o.name,
        rows: o.rows,
        kept: o.rows - o.leftOut.reduce((n, l) => n + l.n, 0),
        leftOut: Object.fromEntries(o.leftOut.map((l) => [l.reason, l.n])),
        weights: Object.fromEntries(
          WEIGHED.map((id, k) => [id, o.weights[k]]).filter(([, w]) => Number(w) > 0),
        ),
        notes: o.notes,
      }
    case 'tracks':
      return { kind: o.kind, name: o.name, kept: o.tracks.length, notes: o.notes }
    case 'boundaries':
    case 'ground':
      return { kind: o.kind, name: o.name, kept: o.features.features.length, notes: o.notes }
    case 'basemap':
      return { kind: o.kind, name: o.name, notes: [] }
    case 'declined':
      return { kind: o.kind, name: o.name, notes: [o.sentence] }
  }
}

/** Columns by field; the lines of one address together. */
function homeColumnsOf(guesses: readonly HomeGuess[]): Summary['columns'] {
  const found: Record<string, { column: string; evidence: string }> = {}
  for (const { field, column, evidence } of guesses) {
    const before = found[field]
    found[field] = before
      ? { column: `${before.column}, ${column}`, evidence: before.evidence }
      : { column, evidence }
  }
  return found
}

/** The counts alone, in a fixed order; all nought where no free text was taken over. */
function countsOf(found: ImportReport['personal']): PersonalCounts {
  const { phone, email, vehicle, birth, nino, name } = found ?? noCounts()
  return { phone, email, vehicle, birth, nino, name }
}

/** First and last day, rows with odd dates left aside. */
function span(t: Incidents): readonly [string, string] | undefined {
  const last = t.precision === 'month' ? t.to : t.from
  let lo = Infinity
  let hi = -Infinity
  for (let i = 0; i < t.n; i++) {
    if (t.flags[i] & FLAG.oddDate) continue
    lo = Math.min(lo, t.from[i])
    hi = Math.max(hi, last[i])
  }
  return lo > hi ? undefined : [isoDay(dayOf(lo)), isoDay(dayOf(hi))]
}
