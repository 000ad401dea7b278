/** An import report out of an unknown value, such as a package: every part that the page reads is what it should be. */
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import {
  among,
  type Check,
  isFlag,
  listOf,
  maybe,
  onlyParts,
  partsOf,
  textTo,
} from '../../core/base/sound.ts'
import { isCount } from '../../core/table/sound.ts'
import type {
  ColumnGuess,
  ImportReport,
  Layer,
  LeftOut,
  PersonalCounts,
  RawRow,
  Warning,
} from '../contract.ts'

const line = textTo(100_000)
const lines = listOf(line)
const row = partsOf<RawRow>({ file: line, line: isCount, text: line })

type Part<K extends keyof ImportReport> = Check<ImportReport[K]>
/** An entry of a list in the report. */
type Of<K extends keyof ImportReport> = NonNullable<ImportReport[K]> extends readonly (infer T)[] ? T : never

const PARTS: { readonly [K in keyof ImportReport]-?: Part<K> } = {
  files: listOf(partsOf<Of<'files'>>({ name: line, rows: isCount, kept: isCount, what: line })),
  rows: isCount,
  kept: isCount,
  leftOut: listOf(partsOf<LeftOut>({ reason: line, n: isCount, lines: listOf(row) })),
  warnings: listOf(
    partsOf<Warning>({
      what: line,
      n: isCount,
      problem: maybe(line) as Check<Warning['problem']>,
      examples: maybe(listOf(row)),
    }),
  ),
  precision: among(['minute', 'day', 'month']),
  source: among(['exact', 'open']),
  crs: line,
  crsLabel: line,
  columns: listOf(
    partsOf<ColumnGuess>({ field: line as Check<ColumnGuess['field']>, column: line, evidence: line }),
  ),
  handling: maybe(
    listOf(
      partsOf<Of<'handling'>>({
        field: line as Check<Of<'handling'>['field']>,
        column: line,
        evidence: line,
      }),
    ),
  ),
  dropped: lines,
  droppedPersonal: lines,
  wordings: listOf(
    partsOf<Of<'wordings'>>({
      wording: line,
      offence: among(OFFENCES.map((o) => o.id)) as Check<OffenceId>,
      n: isCount,
    }),
  ),
  others: maybe(listOf(partsOf<Of<'others'>>({ name: line, n: isCount }))),
  sheds: maybe(partsOf<NonNullable<ImportReport['sheds']>>({ n: isCount, asHome: isFlag })),
  personal: maybe(
    partsOf<PersonalCounts & { kept?: boolean }>({
      phone: isCount,
      email: isCount,
      vehicle: isCount,
      birth: isCount,
      nino: isCount,
      name: isCount,
      kept: maybe(isFlag),
    }),
  ),
  header: lines,
  preview: listOf(lines),
  exchanged: maybe(isFlag),
  dates: maybe(
    partsOf<NonNullable<ImportReport['dates']>>({
      order: among(['dmy', 'mdy', 'ymd']),
      ordered: isCount,
      agree: isCount,
      against: isCount,
      utc: isCount,
      universal: maybe(isCount),
      turned: maybe(isFlag),
    }),
  ),
  layouts: maybe(listOf(lines)),
  layers: maybe(listOf(partsOf<Layer>({ name: line, rows: isCount, read: isFlag }))),
  beside: maybe(line),
  monthsAsDays: maybe(isFlag),
  snapped: maybe(line),
  unit: maybe(partsOf<NonNullable<ImportReport['unit']>>({ a: line, b: line, apart: isCount })),
  numbers: maybe(partsOf<NonNullable<ImportReport['numbers']>>({ clashing: isCount, usedAgain: isFlag })),
  countedInTime: maybe(isCount),
  notes: lines,
}

/** The report with nothing beside it; undefined where a part is not sound. */
export const soundReport = (v: unknown): ImportReport | undefined => onlyParts<ImportReport>(PARTS, v)
