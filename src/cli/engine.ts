/**
 * Rows that lie in an engine, read as a file: `duckdb:crimes.duckdb?table=incidents`, `duckdb:?query=SELECT …`,
 * `duckdb:s3://bucket/*.parquet` (object storage through DuckDB's httpfs), `postgres://host/db?table=incidents`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { quotedCell } from '../core/base/csv.ts'
import { Unfit, Usage } from './command.ts'

/** What is asked of an engine. */
interface Asked {
  /** the file, folder or address before the question mark */
  readonly from: string
  /** what the rows are called in reports */
  readonly name: string
  /** undefined where `from` itself is to be read */
  readonly query: string | undefined
}

/** Whether a name on the command line is an engine's rows rather than a file. */
export const isEngine = (path: string): boolean => /^(duckdb:|postgres(ql)?:\/\/)/i.test(path)

const quoted = (name: string) =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')

/** Takes a name apart. Throws `Usage`. */
function askedOf(rest: string): Asked {
  const at = rest.search(/[?&](table|query)=/)
  if (at < 0) return { from: rest, name: basename(rest), query: undefined }
  const [, key, value] = /^.(table|query)=(.*)$/s.exec(rest.slice(at))!
  const text = /%[0-9a-f]{2}/i.test(value) ? decodeURIComponent(value) : value
  if (text.trim() === '') throw new Usage(`${rest}: ${key}= is without its value.`)
  const query = key === 'query' ? text.trim().replace(/;\s*$/, '') : `SELECT * FROM ${quoted(text.trim())}`
  return { from: rest.slice(0, at), name: key === 'table' ? text.trim() : 'query', query }
}

/** What an engine said, in one line. */
const said = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0].slice(0, 300)

/** The rows of an engine as a file of their own. Throws `Usage` and `Unfit`. */
export async function engineFile(path: string): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  try {
    return await (/^duckdb:/i.test(path) ? fromDuckDb(askedOf(path.slice(7))) : fromPostgres(path))
  } catch (error) {
    if (error instanceof Usage || error instanceof Unfit) throw error
    throw new Unfit(`${path.replace(/\/\/[^@/]*@/, '//…@')} could not be read: ${said(error)}`)
  }
}

/** A package that is loaded only for this. Throws `Unfit` where it is not installed. */
async function optional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    throw new Unfit(`This needs the optional package ${name}, which is not installed: npm install ${name}`)
  }
}

async function fromDuckDb({ from, name, query }: Asked) {
  const { DuckDBInstance } = await optional('@duckdb/node-api', () => import('@duckdb/node-api'))
  if (query === undefined && from.trim() === '')
    throw new Usage('duckdb: needs a Parquet file or folder, or ?table= or ?query=.')
  const database = query === undefined || from === '' ? undefined : from
  const instance = await DuckDBInstance.create(database, database ? { access_mode: 'READ_ONLY' } : {})
  const folder = await mkdtemp(join(tmpdir(), 'cocoon-'))
  const connection = await instance.connect()
  try {
    const file = join(folder, 'rows.parquet')
    const text = (v: string) => `'${v.replaceAll("'", "''")}'`
    const source = query ?? `SELECT * FROM read_parquet(${text(from)})`
    // types travel as they are: what DuckDB writes is read as any other Parquet
    await connection.run(`COPY (${source}) TO ${text(file)} (FORMAT PARQUET)`)
    return {
      name: /\.parquet$/i.test(name) ? name : `${name}.parquet`,
      bytes: new Uint8Array(await readFile(file)),
    }
  } finally {
    connection.closeSync()
    // places of crimes must not stay behind
    await rm(folder, { recursive: true, force: true })
  }
}

async function fromPostgres(path: string) {
  const { from, name, query } = askedOf(path)
  if (query === undefined) throw new Usage(`${name}: ?table= or ?query= is missing.`)
  const { default: pg } = await optional('pg', () => import('pg'))
  // values as PostgreSQL writes them: a date must not become a moment of this machine's clock
  const types = { getTypeParser: () => (v: string) => v } as never
  const client = new pg.Client({ connectionString: from, types })
  await client.connect()
  try {
    await client.query("SET datestyle TO ISO; SET timezone TO 'UTC'; BEGIN READ ONLY")
    const { fields, rows } = await client.query<(string | null)[]>({ text: query, rowMode: 'array' })
    const lines = [fields.map((f) => f.name), ...rows].map((r) => r.map((v) => quotedCell(v ?? '')).join(','))
    return { name: `${name}.csv`, bytes: new TextEncoder().encode(lines.join('\n')) }
  } finally {
    await client.end()
  }
}
