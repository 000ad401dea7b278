/** The same counts as a query, for whoever's rows already lie in an engine. */
import { NEAR_BANDS, NEAR_DAYS, NEAR_METRES, WEEK_BANDS } from '../../core/base/published.ts'
import { problemWithEdges } from '../../core/base/bands.ts'
import { parseIsoDay } from '../../core/base/time.ts'
import { choice, type Command, number, numbers, Usage, whole } from '../command.ts'
import { ENGINES } from '../sql/dialects.ts'
import { countsSql, knoxSql, pairsSql, zonesSql } from '../sql/queries.ts'
import { json } from '../text.ts'

const KINDS = ['knox', 'pairs', 'zones', 'counts'] as const

export const sql: Command = {
  name: 'sql',
  usage: 'knox|pairs|zones|counts [--engine duckdb] [--from incidents]',
  summary: 'The query that gives the same observed counts in DuckDB, PostgreSQL and others.',
  flags: {
    engine: { value: 'NAME', help: ENGINES.join(', ') },
    from: { value: 'TABLE', help: 'name of the table of id, x, y, d; default incidents' },
    space: { value: 'EDGES', help: 'knox, pairs: edges of the distance bands in metres, all finite' },
    time: { value: 'EDGES', help: 'knox: edges of the bands of days, all finite' },
    metric: { value: 'NAME', help: 'knox, pairs: euclidean or manhattan' },
    closed: { value: 'SIDE', help: 'knox, pairs: left, right or last, as in cocoon knox' },
    on: { value: 'DATE', help: 'zones: the as-at date' },
    reach: { value: 'M', help: 'zones: metres; default 400' },
    window: { value: 'DAYS', help: 'zones: days an incident stays live; default 42' },
    cell: { value: 'M', help: 'counts: side of a cell in metres; default 150' },
  },
  output:
    'The text of a query. Its table has a unique id, x and y in metres on one plane (EPSG:27700 in Britain; export them, do\nnot reproject in the engine) and d, whole days since 1970-01-01. With --json: {answer, notes, params, n, sql}.',
  run({ files, flags }) {
    const kind = KINDS.find((k) => k === files[0])
    if (!kind || files.length > 1)
      throw new Usage(`"${files.join(' ')}" was given; one of ${KINDS.join(', ')} was expected.`)
    const engine = choice(flags, 'engine', ENGINES, 'duckdb')
    const table = typeof flags.from === 'string' ? flags.from : 'incidents'
    if (!/^[\w.$-]+$/.test(table))
      throw new Usage(`--from is "${table}"; the name of a table was expected: letters, digits, _ . - only.`)
    let text: string
    let params: Record<string, unknown>
    if (kind === 'knox' || kind === 'pairs') {
      const space = numbers(flags, 'space', NEAR_BANDS)
      const time = numbers(flags, 'time', WEEK_BANDS)
      const closed = choice(flags, 'closed', ['left', 'right', 'last'], 'last')
      const metric = choice(flags, 'metric', ['euclidean', 'manhattan'], 'euclidean')
      // a query has no kernel's bytes to number its bands in
      const problem =
        problemWithEdges(space, '--space', Infinity) ?? problemWithEdges(time, '--time', Infinity)
      if (problem) throw new Usage(problem)
      if (![...space, ...time].every(Number.isFinite))
        throw new Usage(
          'A query cannot have a band without an end: the join needs a reach. Give finite edges.',
        )
      const bands = { edges: space, closed }
      params = { engine, table, space, ...(kind === 'knox' && { time }), metric, closed }
      text =
        kind === 'pairs'
          ? pairsSql(engine, { table, space: bands, metric })
          : knoxSql(engine, { table, space: bands, time: { edges: time, closed }, metric })
    } else if (kind === 'zones') {
      const on = typeof flags.on === 'string' ? parseIsoDay(flags.on) : NaN
      if (!Number.isFinite(on))
        throw new Usage('--on is missing or no date; one such as 2026-11-22 was expected.')
      const [reach, window] = [
        number(flags, 'reach', NEAR_METRES, 1, 100_000),
        whole(flags, 'window', NEAR_DAYS, 1, 36_500),
      ]
      params = { engine, table, on: flags.on, reach, window }
      text = zonesSql(engine, { table, on, reach, window })
    } else {
      const cell = number(flags, 'cell', 150, 1, 1_000_000)
      params = { engine, table, cell }
      text = countsSql(engine, { table, cell })
    }
    const answer = 'Run this query where the rows are; its counts equal those of this terminal.'
    return Promise.resolve(flags.json ? json({ answer, notes: [], params, n: null, sql: text }) : text)
  },
}
