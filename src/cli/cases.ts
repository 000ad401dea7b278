/** Registers from the disk, opened as case files; what was guessed is said on stderr. */
import { basename } from 'node:path'
import { OFFENCES } from '../core/base/offences.ts'
import { isoDay, parseIsoDay, dayOf } from '../core/base/time.ts'
import { countOf } from '../core/base/words.ts'
import { ANSWERS, type Answer, plainWord, type WordMap } from '../core/evaluation/quality/answers.ts'
import { caseRowsOf } from '../core/evaluation/quality/ask.ts'
import { type Cases, HANDLING_FIELDS, type HandlingField } from '../core/evaluation/quality/cases.ts'
import type { ImportOptions } from '../import/contract.ts'
import { NoCases, openCases } from '../import/openCases.ts'
import type { CasesRead } from '../import/rows/cases.ts'
import { type Call, type Flags, Unfit, Usage } from './command.ts'
import { bytesOf, importOptions, offencesOf } from './open.ts'

/** Flags of every command that reads case files. */
export const CASE_FLAGS: Flags = {
  map: {
    value: 'LIST',
    help: `which column says what of the handling: FIELD=COLUMN, with the fields ${Object.keys(HANDLING_FIELDS).join(', ')}`,
  },
  offences: { value: 'LIST', help: `kinds of offence; default all: ${OFFENCES.map((o) => o.id).join(', ')}` },
  from: { value: 'DATE', help: 'crimes that happened on this day or later' },
  to: { value: 'DATE', help: 'crimes that happened on this day or before' },
  beats: { value: 'LIST', help: 'beats by name; default all' },
}

/** The handling columns of --map. */
function mapOf({ flags }: Pick<Call, 'flags'>): ImportOptions {
  const handling: Partial<Record<HandlingField, string>> = {}
  for (const [field, column] of pairs(flags.map, '--map')) {
    if (!Object.hasOwn(HANDLING_FIELDS, field))
      throw new Usage(`--map: "${field}" is none of the fields ${Object.keys(HANDLING_FIELDS).join(', ')}.`)
    handling[field as HandlingField] = column
  }
  return Object.keys(handling).length > 0 ? { handling } : {}
}

/** "a=b,c=d" as pairs. Throws `Usage` where there is no "=". */
export function pairs(text: string | true | undefined, flag: string): [left: string, right: string][] {
  if (typeof text !== 'string') return []
  return text.split(',').map((part) => {
    const at = part.lastIndexOf('=')
    if (at < 1) throw new Usage(`${flag}: "${part}" is not LEFT=RIGHT.`)
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()]
  })
}

/** What --words says of words that are neither yes nor no. */
export function wordsOf(text: string | true | undefined): WordMap {
  const words: Record<string, Answer> = {}
  for (const [word, answer] of pairs(text, '--words')) {
    const found = ANSWERS.find((a) => a.toLowerCase() === answer.toLowerCase() && a !== 'unread')
    if (!found) throw new Usage(`--words: "${answer}" is none of yes, no, blank, notApplicable.`)
    words[plainWord(word)] = found
  }
  return words
}

/** The register of the files. Throws `Unfit` when there is none, `Usage` for a column that is named but not there. */
export async function casesOf(
  call: Call,
  further: readonly string[] = [],
  ifThere: readonly string[] = [],
): Promise<CasesRead> {
  const options = { ...(await importOptions(call)), ...mapOf(call) }
  const sources = await Promise.all(
    call.files.map(async (path) => ({ name: basename(path), blob: new Blob([await bytesOf(path)]) })),
  )
  try {
    const read = await openCases(sources, options, further, ifThere)
    for (const [field, column] of Object.entries({ ...options.columns, ...options.handling }))
      if (typeof column === 'string' && !read.header.includes(column))
        throw new Usage(
          `${field}=${column}: there is no such column; the columns are ${read.header.join(', ')}.`,
        )
    const columns = [...read.columns, ...read.handling].map((c) => `${c.field} = ${c.column}`)
    call.say(`${countOf(read.cases.n, 'case')}. Columns: ${columns.join(', ') || 'none recognised'}.`)
    if (read.passedOver > 0)
      call.say(`${countOf(read.passedOver, 'row')} passed over: blank, a header or a footer.`)
    for (const note of read.notes) call.say(note)
    return read
  } catch (error) {
    if (error instanceof NoCases) throw new Unfit(error.message, { cause: error })
    throw error
  }
}

/** Rows that --offences, --from, --to and --beats leave; all without them. */
export function caseRows(call: Pick<Call, 'flags'>, cases: Cases): Uint32Array {
  const { offences, beats } = call.flags
  const [from, to] = [dayFlag(call, 'from'), dayFlag(call, 'to')]
  return caseRowsOf(cases, {
    ...(typeof offences === 'string' && { offences: offencesOf(offences) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(typeof beats === 'string' && { beats: beats.split(',').map((b) => b.trim()) }),
  })
}

/** A day of a flag; undefined without it. Throws `Usage` for what is no date. */
export function dayFlag({ flags }: Pick<Call, 'flags'>, name: string): number | undefined {
  const text = flags[name]
  if (text === undefined) return undefined
  const day = typeof text === 'string' ? parseIsoDay(text) : NaN
  if (Number.isNaN(day)) throw new Usage(`--${name} is "${text}"; a date such as 2026-11-22 was expected.`)
  return day
}

/** "2026-11-22" of a minute, null where it is unknown. */
export const isoOf = (minute: number): string | null => (Number.isNaN(minute) ? null : isoDay(dayOf(minute)))
