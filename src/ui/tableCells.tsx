/** The cells of a table: headers that sort, values, and the room of rows that are not drawn. */
import { TierChip } from './chip.tsx'
import { Icon } from './icon.tsx'
import { cellText, type TableColumn } from './table.ts'
import { unitBelow, type Sort } from './tableView.ts'

/** A header that sorts by its column. */
export function HeaderCell({
  column,
  sort,
  onSort,
}: {
  column: TableColumn
  sort: Sort | undefined
  onSort: () => void
}) {
  const on = sort?.key === column.key
  return (
    <th
      scope="col"
      data-kind={column.kind}
      aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" onClick={onSort}>
        <span className="u-th-words">
          {column.label}
          {column.unit && (
            <span className="u-th-unit" data-below={unitBelow(column) || undefined}>
              {' '}
              {column.unit}
            </span>
          )}
        </span>
        {on && <Icon name={sort.descending ? 'down' : 'up'} size={12} />}
      </button>
    </th>
  )
}

/** The value of a row in a column. */
export function BodyCell({ column, row }: { column: TableColumn; row: number }) {
  const text = cellText(column, row)
  const detail = column.detail?.(row)
  // what may be cut can be read whole by resting on it
  const whole = detail ? `${text}: ${detail}` : text.length > 12 ? text : undefined
  return (
    <td data-kind={column.kind} title={whole}>
      {column.kind === 'tier' ? (
        text && <TierChip tier={text} />
      ) : column.wrap ? (
        <span className="u-td-lines">{text}</span>
      ) : (
        text
      )}
      {detail && <span className="u-td-detail">{detail}</span>}
    </td>
  )
}

/** Stands for the rows that are not drawn, so the scroll bar tells the truth. */
export const Spacer = ({ height, span }: { height: number; span: number }) => (
  <tr aria-hidden="true" className="u-table-spacer">
    <td colSpan={span} style={{ height }} />
  </tr>
)
