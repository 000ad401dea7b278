/** Opens registers as case files: tables of any format, whether or not their rows have a place. */
import type { ImportOptions, SourceFile } from './contract.ts'
import { blobOf } from './formats/far.ts'
import { recognise } from './formats/recognise.ts'
import { type CasesRead, columnNamed, readCases } from './rows/cases.ts'
import { Declined, type RawTable } from './rows/table.ts'

/** A register that cannot be read: what is wrong, what was expected, what to do. */
export class NoCases extends Error {}

/**
 * Reads files as one register of cases. `further`: headers whose columns are wanted beside what is recognised, in
 * whatever capitals; `ifThere`: headers that are wanted where a file has them; `only`: names of the tables that are
 * the register, where addresses or boundaries came in the same drop. Throws NoCases, with a sentence.
 */
export async function openCases(
  files: readonly SourceFile[],
  options: ImportOptions = {},
  further: readonly string[] = [],
  ifThere: readonly string[] = [],
  only?: readonly string[],
): Promise<CasesRead> {
  try {
    let tables: RawTable[] = []
    const wanted = (name: string): boolean =>
      only === undefined || only.some((o) => o === name || o.startsWith(`${name}${MEMBER}`))
    const some = files.filter((f) => wanted(f.name))
    // names that are not those of these files leave nothing out
    const among = some.length > 0 ? some : files
    for (const f of among) tables.push(...(await tablesOf(f.name, blobOf(f), 0)))
    if (tables.some((t) => wanted(t.name))) tables = tables.filter((t) => wanted(t.name))
    const has = (name: string): boolean => tables.some((t) => columnNamed(t, name) >= 0)
    const read = await readCases(tables, options, [...new Set([...further, ...ifThere.filter(has)])])
    if (read.cases.n === 0)
      throw new NoCases(`${files.map((f) => f.name).join(', ')} has no rows below its header.`)
    const lacking = further.filter((name) => !has(name))
    if (lacking.length > 0)
      throw new NoCases(
        `There is no column ${lacking.map((c) => `“${c}”`).join(', ')}; the columns are ${read.header.join(', ')}.`,
      )
    return read
  } catch (error) {
    if (error instanceof Declined) throw new NoCases(error.message, { cause: error })
    throw error
  }
}

/** Between an archive and what is in it. */
const MEMBER = ' › '

/** The tables of one file, and of the files in an archive. */
async function tablesOf(name: string, blob: Blob, depth: number): Promise<readonly RawTable[]> {
  const { tables = [], members } = await recognise(name, blob, depth)
  if (!members) {
    if (tables.length === 0)
      throw new Declined(
        `${name} is no table of cases. Save the register as CSV or .xlsx, with a header row.`,
      )
    return tables
  }
  const all: RawTable[] = []
  for await (const entry of members)
    if (entry) all.push(...(await tablesOf(`${name}${MEMBER}${entry.path}`, entry.blob, depth + 1)))
  return all
}
