/**
 * What differs between engines in the few words the queries need. Doubles are written as text and cast: a literal
 * with many digits is a DECIMAL to some engines, and a threshold must be the very double the kernel compares with.
 */

/** An engine a query can be written for. */
export const ENGINES = ['duckdb', 'postgis', 'sedona', 'bigquery', 'snowflake', 'sqlserver'] as const
export type Engine = (typeof ENGINES)[number]

/** The words of one engine. */
export interface Dialect {
  readonly title: string
  /** whether its queries are run against the kernel by the tests, or only written */
  readonly tried: boolean
  /** a double of exactly this value */
  double(v: number): string
  /** a name as an identifier */
  name(table: string): string
  /** a list of whole numbers as a table `t(v)` */
  list(values: readonly number[], t: string): string
  /** rounds down to a whole number */
  floor(expression: string): string
  /** a month as yyyy-mm of a day number since 1970-01-01 */
  month(day: string): string
}

const values = (vs: readonly number[], t: string) =>
  `(VALUES ${vs.map((v) => `(${v})`).join(', ')}) AS ${t}(v)`
const union = (vs: readonly number[], t: string) =>
  `(${vs.map((v, i) => `SELECT ${v}${i ? '' : ' AS v'}`).join(' UNION ALL ')}) AS ${t}`
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const ticked = (name: string) => `\`${name.replaceAll('`', '')}\``

export const DIALECTS: Readonly<Record<Engine, Dialect>> = {
  duckdb: {
    title: 'DuckDB',
    tried: true,
    double: (v) => `CAST('${v}' AS DOUBLE)`,
    name: quoted,
    list: values,
    floor: (e) => `CAST(floor(${e}) AS BIGINT)`,
    month: (d) => `strftime(DATE '1970-01-01' + CAST(${d} AS INTEGER), '%Y-%m')`,
  },
  postgis: {
    title: 'PostgreSQL (PostGIS is not needed for plane metres)',
    tried: true,
    double: (v) => `CAST('${v}' AS double precision)`,
    name: quoted,
    list: values,
    floor: (e) => `CAST(floor(${e}) AS bigint)`,
    month: (d) => `to_char(DATE '1970-01-01' + CAST(${d} AS integer), 'YYYY-MM')`,
  },
  sedona: {
    title: 'Apache Spark with or without Sedona',
    tried: false,
    double: (v) => `CAST('${v}' AS DOUBLE)`,
    name: ticked,
    list: values,
    floor: (e) => `CAST(floor(${e}) AS BIGINT)`,
    month: (d) => `date_format(date_add(DATE '1970-01-01', CAST(${d} AS INT)), 'yyyy-MM')`,
  },
  bigquery: {
    title: 'BigQuery',
    tried: false,
    double: (v) => `CAST('${v}' AS FLOAT64)`,
    name: ticked,
    list: union,
    floor: (e) => `CAST(FLOOR(${e}) AS INT64)`,
    month: (d) => `FORMAT_DATE('%Y-%m', DATE_ADD(DATE '1970-01-01', INTERVAL CAST(${d} AS INT64) DAY))`,
  },
  snowflake: {
    title: 'Snowflake',
    tried: false,
    double: (v) => `CAST('${v}' AS DOUBLE)`,
    name: quoted,
    list: union,
    floor: (e) => `CAST(FLOOR(${e}) AS INTEGER)`,
    month: (d) => `TO_CHAR(DATEADD(day, ${d}, DATE '1970-01-01'), 'YYYY-MM')`,
  },
  sqlserver: {
    title: 'SQL Server',
    tried: false,
    double: (v) => `CAST('${v}' AS float)`,
    name: (name) => `[${name.replaceAll(']', ']]')}]`,
    list: values,
    floor: (e) => `CAST(FLOOR(${e}) AS bigint)`,
    month: (d) => `CONVERT(char(7), DATEADD(day, ${d}, CAST('1970-01-01' AS date)), 126)`,
  },
}
