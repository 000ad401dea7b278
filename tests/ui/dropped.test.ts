/** Which columns give way on a narrow page. */
import { describe, expect, it } from 'vitest'
import type { TableColumn, TableModel } from '../../src/ui/table.ts'
import { droppedColumns } from '../../src/ui/tableView.ts'

const number = (key: string, deciding = false): TableColumn => ({
  key,
  label: key,
  kind: 'number',
  deciding,
  value: () => 12_345,
})
const table = (columns: TableColumn[]): TableModel => ({ caption: '', n: 3, key: String, columns })

describe('columns on a narrow page', () => {
  const columns: TableColumn[] = [
    { key: 'name', label: 'Name', kind: 'text', value: () => 'Northern Ring Road' },
    number('a'),
    number('b'),
    number('p', true),
  ]
  const dropped = (room: number) => [...droppedColumns(table(columns), columns, room)]
  it('go from the right, and never the first or a deciding one', () => {
    expect(dropped(600)).toEqual([])
    expect(dropped(240)).toEqual(['b'])
    expect(dropped(40)).toEqual(['b', 'a'])
  })
  it('all stay where nothing is laid out yet', () => expect(dropped(0)).toEqual([]))
})
