/** A made-up town, the usual question to a method about it, and the answer without a worker. */
import { methodOf } from '../../src/analyses/manifest.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { allRows, type Incidents } from '../../src/core/table/incidents.ts'
import { type Input, withTableNotes } from '../../src/core/table/method.ts'
import { incidentsFrom } from '../tools/incidents.ts'

/** `n` incidents on three kilometres square in 300 days. */
export const town = (n: number): Incidents =>
  incidentsFrom(
    Array.from({ length: n }, (_, i) => ({
      x: 400_000 + ((i * 7919) % 3000),
      y: 300_000 + ((i * 104_729) % 3000),
      day: 20_000 + ((i * 31) % 300),
      beat: `Beat ${i % 3}`,
    })),
  )

/** All rows of a table with the parameters a method has by default, as at the day after the last. */
export const inputFor = (id: string, table: Incidents): Input<any> => ({
  table,
  rows: allRows(table),
  params: defaults(methodOf(id).schema),
  today: 20_300,
})

/** What the method itself answers. */
export const plainly = (id: string, input: Input<any>): unknown =>
  withTableNotes(methodOf(id), input, drain(methodOf(id).compute(input)))
