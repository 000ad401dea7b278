/**
 * The counts that Cocoon works out, as a query for an engine that already holds the rows. Each reads one table of
 * `id, x, y, d`: a unique id, plane metres, and days since 1970-01-01. Nothing is reprojected in the engine: another
 * library's projection moves points by millimetres, and pairs at a border with them.
 */
import {
  bandLabel,
  type Bands,
  squaredThresholds,
  thresholds,
  wholeThresholds,
} from '../../core/base/bands.ts'
import { DIALECTS, type Dialect, type Engine } from './dialects.ts'

const lines = (...parts: (string | false)[]) => parts.filter((p) => p !== false).join('\n')

/** CASE that numbers bands by strict thresholds; NULL outside all of them. */
const bandCase = (value: string, t: Float64Array, literal: (v: number) => string): string =>
  [
    `CASE WHEN ${value} < ${literal(t[0])} THEN NULL`,
    ...[...t.slice(1)].map((edge, k) => `WHEN ${value} < ${literal(edge)} THEN ${k}`),
    'END',
  ].join(' ')

const comment = (engine: Engine, dialect: Dialect, what: string): string =>
  lines(
    `-- Cocoon: ${what}`,
    `-- Engine: ${dialect.title}${dialect.tried ? '' : ' (written for it, not run here)'}`,
    '-- Table: id (unique), x, y (metres on one plane), d (whole days since 1970-01-01)',
    engine === 'sqlserver' && '-- Needs database compatibility level 130 or newer',
  )

/** What a near-repeat query is asked for; edges in metres and days, all finite. */
export interface KnoxQuery {
  readonly table: string
  readonly space: Bands
  readonly time: Bands
  readonly metric: 'euclidean' | 'manhattan'
}

const namedBands = (b: Bands, unit: string): string =>
  b.edges
    .slice(1)
    .map((_, k) => `${k} = ${bandLabel(b, k)} ${unit}`)
    .join(', ')

/** What the queries of pairs share: cells to join by, the distance of rows a and b, and the names of its bands. */
function joinOf(dialect: Dialect, { space, metric }: Omit<KnoxQuery, 'time'>) {
  // a metre more than the reach: no rounding of a division can put two rows of a pair two cells apart
  const side = space.edges.at(-1)! + 1
  const euclidean = metric === 'euclidean'
  const [dx, dy] = ['(a.x - b.x)', '(a.y - b.y)']
  return {
    euclidean,
    bands: namedBands(space, 'm'),
    distance: euclidean ? `${dx} * ${dx} + ${dy} * ${dy}` : `ABS${dx} + ABS${dy}`,
    cell: (v: string) => dialect.floor(`${v} / ${dialect.double(side)}`),
  }
}

/**
 * Pairs by band of distance (`sb`) and days (`tb`), each pair once: the count that `cocoon knox` calls observed.
 * A grid join: a row meets the rows of its own and the eight neighbouring cells, in its own and the earlier slice of time.
 */
export function knoxSql(engine: Engine, q: KnoxQuery): string {
  const dialect = DIALECTS[engine]
  const [ts, tt] = [thresholds(q.space), wholeThresholds(thresholds(q.time))]
  const slice = dialect.floor(`d / ${dialect.double(tt[tt.length - 1])}`)
  const { cell, bands, distance, euclidean } = joinOf(dialect, q)
  return lines(
    comment(engine, dialect, 'observed pairs of the near-repeat test'),
    `-- sb: ${bands}; ${q.metric}`,
    `-- tb: ${namedBands(q.time, 'days')}`,
    'WITH g AS (',
    `  SELECT id, x, y, d, ${cell('x')} AS cx, ${cell('y')} AS cy, ${slice} AS ct`,
    `  FROM ${dialect.name(q.table)}`,
    '),',
    'n AS (',
    '  SELECT g.id, g.x, g.y, g.d, g.cx + i.v AS kx, g.cy + j.v AS ky, g.ct + k.v AS kt',
    `  FROM g CROSS JOIN ${dialect.list([-1, 0, 1], 'i')} CROSS JOIN ${dialect.list([-1, 0, 1], 'j')} CROSS JOIN ${dialect.list([0, 1], 'k')}`,
    '),',
    'p AS (',
    `  SELECT ${distance} AS q, a.d - b.d AS days`,
    '  FROM n b JOIN g a ON a.cx = b.kx AND a.cy = b.ky AND a.ct = b.kt',
    '  WHERE a.d > b.d OR (a.d = b.d AND a.id > b.id)',
    '),',
    's AS (',
    `  SELECT ${bandCase('q', euclidean ? squaredThresholds(ts) : ts, dialect.double)} AS sb,`,
    `         ${bandCase('days', tt, String)} AS tb`,
    '  FROM p',
    ')',
    'SELECT sb, tb, COUNT(*) AS n FROM s WHERE sb IS NOT NULL AND tb IS NOT NULL GROUP BY sb, tb ORDER BY sb, tb;',
    '',
  )
}

/** Each pair within reach once, whatever its days: `a` the later event, `b` the earlier, `sb` its band of distance. */
export function pairsSql(engine: Engine, q: Omit<KnoxQuery, 'time'>): string {
  const dialect = DIALECTS[engine]
  const ts = thresholds(q.space)
  const { cell, bands, distance, euclidean } = joinOf(dialect, q)
  return lines(
    comment(engine, dialect, 'pairs of the near-repeat test within reach at any time'),
    `-- sb: ${bands}; ${q.metric}`,
    'WITH g AS (',
    `  SELECT id, x, y, d, ${cell('x')} AS cx, ${cell('y')} AS cy`,
    `  FROM ${dialect.name(q.table)}`,
    '),',
    'n AS (',
    '  SELECT g.id, g.x, g.y, g.d, g.cx + i.v AS kx, g.cy + j.v AS ky',
    `  FROM g CROSS JOIN ${dialect.list([-1, 0, 1], 'i')} CROSS JOIN ${dialect.list([-1, 0, 1], 'j')}`,
    '),',
    'p AS (',
    `  SELECT a.id AS a, b.id AS b, ${distance} AS q`,
    '  FROM n b JOIN g a ON a.cx = b.kx AND a.cy = b.ky',
    '  WHERE a.d > b.d OR (a.d = b.d AND a.id > b.id)',
    '),',
    's AS (',
    `  SELECT a, b, ${bandCase('q', euclidean ? squaredThresholds(ts) : ts, dialect.double)} AS sb`,
    '  FROM p',
    ')',
    'SELECT a, b, sb FROM s WHERE sb IS NOT NULL;',
    '',
  )
}

/** What a query of live risk is asked for. */
export interface ZonesQuery {
  readonly table: string
  /** the as-at date, days since 1970-01-01 */
  readonly on: number
  /** metres and days, both included */
  readonly reach: number
  readonly window: number
}

/** Each incident that is live on a day, its age and how many other live ones lie within reach, itself left out. */
export function zonesSql(engine: Engine, q: ZonesQuery): string {
  const dialect = DIALECTS[engine]
  const [, most] = squaredThresholds(thresholds({ edges: [0, q.reach], closed: 'last' }))
  const dx = '(a.x - b.x)'
  const dy = '(a.y - b.y)'
  return lines(
    comment(engine, dialect, `incidents live on day ${q.on}, and live neighbours within ${q.reach} m`),
    `-- live: 0 to ${q.window} days old, both included`,
    'WITH live AS (',
    `  SELECT id, x, y, d FROM ${dialect.name(q.table)} WHERE d BETWEEN ${q.on - q.window} AND ${q.on}`,
    ')',
    `SELECT a.id, ${q.on} - a.d AS age, a.d + ${q.window} AS last_day, COUNT(b.id) AS live_near`,
    'FROM live a LEFT JOIN live b',
    `  ON b.id <> a.id AND ${dx} * ${dx} + ${dy} * ${dy} < ${dialect.double(most)}`,
    'GROUP BY a.id, a.d ORDER BY a.d DESC, a.id;',
    '',
  )
}

/** What a query of counts is asked for; metres. */
export interface CountsQuery {
  readonly table: string
  readonly cell: number
}

/** Incidents by square cell, whole numbers from the plane's origin, and calendar month. */
export function countsSql(engine: Engine, q: CountsQuery): string {
  const dialect = DIALECTS[engine]
  const cell = (v: string) => dialect.floor(`${v} / ${dialect.double(q.cell)}`)
  return lines(
    comment(engine, dialect, `incidents by cell of ${q.cell} m and month`),
    '-- cx, cy: the cell holds cx × cell ≤ x < (cx + 1) × cell, and y alike',
    'WITH g AS (',
    `  SELECT ${cell('x')} AS cx, ${cell('y')} AS cy, ${dialect.month('d')} AS month`,
    `  FROM ${dialect.name(q.table)}`,
    ')',
    'SELECT cx, cy, month, COUNT(*) AS n FROM g GROUP BY cx, cy, month ORDER BY cx, cy, month;',
    '',
  )
}
