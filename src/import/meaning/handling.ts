/** Which columns of a register say how its cases were handled, as forces' exports may name them, with evidence. */
import { knownShare } from '../../core/evaluation/quality/answers.ts'
import { FIELD_WORDS, HANDLING_FIELDS, type HandlingField } from '../../core/evaluation/quality/cases.ts'
import { countOf } from '../../core/base/words.ts'
import { valuesOf } from '../rows/table.ts'
import { DateReader, dateShare, serialOf } from './dates.ts'
import { handlingFields } from './handlingNames.ts'
import type { RawTable } from '../rows/table.ts'

/** One guess: which column stands for a field, and what in the file says so. */
export interface HandlingGuess {
  readonly field: HandlingField
  readonly column: string
  readonly evidence: string
}

/** What the user says of them: field → header text, null = the file has none. */
export type HandlingColumns = Readonly<Partial<Record<HandlingField, string | null>>>

/** What a column's values say for or against a field; undefined where they speak against it. */
function evidenceOf(table: RawTable, column: number, field: HandlingField): string | undefined {
  const values = valuesOf(table, column)
  const named = `named “${table.header[column]}”`
  if (values.length === 0) return `${named}; no value in the first rows`
  const said = (share: number, what: string, least = 0.5): string | undefined =>
    share >= least
      ? `${named}; ${Math.round(share * 100)}% of ${countOf(values.length, 'value')} ${what}`
      : undefined
  const numeric = values.filter((v) => Number.isFinite(Number(v))).length / values.length
  switch (HANDLING_FIELDS[field].kind) {
    case 'yesNo':
      // words that are not known are listed for the user to explain, so a few known ones are enough
      return said(knownShare(values, FIELD_WORDS[field]), 'are yes or no', 0.2)
    case 'count':
      return said(Math.max(numeric, knownShare(values)), 'are numbers, yes or no')
    case 'number':
      return said(numeric, 'are numbers')
    case 'date':
      return said(
        Math.max(
          ...(['dmy', 'mdy'] as const).map((o) => dateShare(values, new DateReader(o, serialOf(values)))),
        ),
        'are dates',
      )
    case 'words':
      return `${named}; ${countOf(new Set(values).size, 'different value')}`
  }
}

/**
 * The columns about handling, each with its evidence: by header, held against the values. Only reviews may have several.
 * What the user says goes before; a header that does not hold such values is left alone.
 */
export function handlingColumns(table: RawTable, said: HandlingColumns = {}): HandlingGuess[] {
  const found: HandlingGuess[] = []
  const taken = new Set<string>()
  for (const [field, column] of Object.entries(said) as [HandlingField, string | null][])
    if (column !== null && table.header.includes(column)) {
      found.push({ field, column, evidence: 'chosen by the user' })
      taken.add(column)
    }
  if (table.headerless) return found
  table.header.forEach((text, column) => {
    if (taken.has(text)) return
    for (const field of handlingFields(text)) {
      if (said[field] !== undefined) continue
      if (field !== 'review' && found.some((g) => g.field === field)) continue
      const evidence = evidenceOf(table, column, field)
      if (evidence === undefined) continue
      found.push({ field, column: text, evidence })
      return
    }
  })
  return found
}

/** Columns that are named like one of the fields but hold no such values, a sentence each: they are not guessed at. */
export function handlingDoubts(table: RawTable, found: readonly HandlingGuess[]): string[] {
  if (table.headerless) return []
  return table.header.flatMap((text, column) => {
    const [field] = handlingFields(text)
    if (!field || found.some((g) => g.column === text || g.field === field)) return []
    const shown = [...new Set(valuesOf(table, column))].slice(0, 3).map((v) => `“${v.trim().slice(0, 40)}”`)
    return [
      `“${text}” is named like “${HANDLING_FIELDS[field].label}” but holds ${shown.join(', ')}: it is not counted until someone says that it is that column, and what its words mean.`,
    ]
  })
}
