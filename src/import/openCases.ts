/** Opens registers as case files: tables of any format, whether or not their rows have a place. */
import type { ImportOptions, SourceFile } from './contract.ts'
import { allBytes, bytesFrom, encodingOf } from './formats/bytes.ts'
import { openCsv } from './formats/csv.ts'
import { openJson } from './formats/geojson.ts'
import { openParquet } from './formats/parquet.ts'
import { sniff } from './formats/sniff.ts'
import { openXlsx } from './formats/xlsx.ts'
import { entriesOf } from './formats/zip.ts'
import { type CasesRead, readCases } from './rows/cases.ts'
import { Declined, type RawTable } from './rows/table.ts'

/** A register that cannot be read: what is wrong, what was expected, what to do. */
export class NoCases extends Error {}

/**
 * Reads files as one register of cases. `further`: headers whose columns are wanted beside what is recognised.
 * Throws NoCases, with a sentence.
 */
export async function openCases(
  files: readonly SourceFile[],
  options: ImportOptions = {},
  further: readonly string[] = [],
): Promise<CasesRead> {
  try {
    const tables: RawTable[] = []
    for (const { name, blob } of files) tables.push(...(await tablesOf(name, blob, 0)))
    const read = await readCases(tables, options, further)
    if (read.cases.n === 0)
      throw new NoCases(`${files.map((f) => f.name).join(', ')} has no rows below its header.`)
    const lacking = further.filter((name) => !read.header.includes(name))
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

/** The tables of one file. */
async function tablesOf(name: string, blob: Blob, depth: number): Promise<RawTable[]> {
  if (blob.size === 0) throw new Declined(`${name} is empty.`)
  const bytes = await bytesFrom(name, blob)
  switch (sniff(bytes.head)) {
    case 'text':
      return [await openCsv(bytes)]
    case 'parquet':
      return [await openParquet(name, bytes.blob ?? new Blob([await allBytes(bytes)]))]
    case 'json': {
      const raw = await allBytes(bytes, 256 * 2 ** 20)
      return openJson(bytes.name, new TextDecoder(encodingOf(bytes.head)).decode(raw)).tables as RawTable[]
    }
    case 'zip': {
      const end = new TextDecoder('latin1').decode(
        await blob.slice(Math.max(0, blob.size - 2 ** 20)).arrayBuffer(),
      )
      if (end.includes('xl/workbook')) return openXlsx(name, blob)
      const tables: RawTable[] = []
      if (depth === 0)
        for await (const entry of entriesOf(name, blob))
          if (entry) tables.push(...(await tablesOf(`${name} › ${entry.path}`, entry.blob, 1)))
      return tables
    }
    default:
      throw new Declined(
        `${name} is no table of cases. Save the register as CSV or .xlsx, with a header row.`,
      )
  }
}
