/** What a row is judged by stands right after its name and never drops. */
import { expect, it } from 'vitest'
import { defaults, type Schema } from '../../src/core/base/params.ts'
import { SCREENS } from '../../src/analyses/index.ts'
import { decidingFirst, type TableModel } from '../../src/ui/table.ts'
import { droppedColumns } from '../../src/ui/tableView.ts'

const column = (key: string) => ({ key, label: key, kind: 'number' as const, value: () => 1 })
const model: TableModel = {
  caption: 'Rows',
  n: 1,
  key: String,
  columns: [{ ...column('name'), kind: 'text' }, ...['area', 'incidents', 'ratio', 'p'].map(column)],
}

it('puts them first in the order asked for, and passes over those a table has not', () => {
  const made = decidingFirst(model, ['p', 'q', 'ratio'])
  expect(made.columns.map((c) => c.key)).toEqual(['name', 'p', 'ratio', 'area', 'incidents'])
  expect([...droppedColumns(made, made.columns, 120)].sort()).toEqual(['area', 'incidents'])
  expect(decidingFirst(model, undefined)).toBe(model)
})

it('is said by every method, with its settings in a line that names no field', () => {
  for (const s of SCREENS) {
    expect(s.deciding?.length, s.id).toBeGreaterThan(0)
    if (!s.aloud) continue
    const params = defaults(s.schema as Schema)
    const said = s.aloud(params as never)
    expect(said, s.id).not.toMatch(/undefined|NaN|\d %| {2}/)
    expect(said.length, s.id).toBeLessThan(90)
    // a table of months is not said to be looked at by days where it is not
    if (s.id === 'compare' || s.id === 'change')
      expect(s.aloud(params as never, true)).toMatch(/^(?!.*days).*\d months?.* against /)
  }
})
