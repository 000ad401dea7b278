/** A table whose cells are tinted by how much they say, such as observed over expected by distance and time. */
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { TableModel } from '../ui/table.ts'
import { ChartFigure, type ChartWords } from './figure.tsx'
import { rampClass } from './scale.ts'

export interface HeatCell {
  /** what stands in the cell, such as "2.41" */
  readonly text: string
  /** strength 0..1 of the ramp; undefined for no tint */
  readonly tint?: number
  /** a sign after the text that does not need colour, such as "*" or "**" */
  readonly mark?: string
  /** what the cell says when pointed at or focused */
  readonly lines?: readonly string[]
  /** the number behind the text, for the twin table; by default the text */
  readonly value?: number
}

export interface HeatTableProps extends ChartWords {
  /** what the rows and columns are, such as "Metres apart" and "Days apart" */
  readonly rowTitle: string
  readonly columnTitle: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cell: (row: number, column: number) => HeatCell
  /** how the marks and tints are to be read */
  readonly legend?: ReactNode
  readonly chosen?: readonly [row: number, column: number] | null
  readonly onChoose?: (row: number, column: number) => void
}

/** The twin: a row for each cell row, a column for each column, marks kept. */
export const heatTableTable = ({ title, rowTitle, rows, columns, cell }: HeatTableProps): TableModel => ({
  caption: title,
  n: rows.length,
  key: String,
  columns: [
    { key: 'row', label: rowTitle, kind: 'text', value: (r) => rows[r] },
    ...columns.map((label, c) => ({
      key: String(c),
      label,
      kind: 'number' as const,
      value: (r: number) => cell(r, c).value ?? cell(r, c).text,
      show: (r: number) => `${cell(r, c).text}${cell(r, c).mark ? ' ' + cell(r, c).mark : ''}`,
    })),
  ],
})

/** The cell that keys are on, in a table that may have become smaller since. */
export const cellIn = (
  [row, column]: readonly [number, number],
  rows: number,
  columns: number,
): readonly [number, number] => [Math.min(row, rows - 1), Math.min(column, columns - 1)]

/** The tinted table itself is a real table: arrows move, and what a cell says stands below it. */
export function HeatTable(props: HeatTableProps) {
  const { title, sentence, rowTitle, columnTitle, rows, columns, cell, legend, chosen, onChoose } = props
  const [last, setAt] = useState<readonly [number, number]>([0, 0])
  const at = cellIn(last, rows.length, columns.length)
  const [read, setReading] = useState<readonly [number, number]>()
  const reading = read && read[0] < rows.length && read[1] < columns.length ? read : undefined
  const onKeyDown = (e: KeyboardEvent<HTMLTableElement>) => {
    const step: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    }
    if (e.key === 'Enter' || e.key === ' ') onChoose?.(...at)
    else if (e.key in step) {
      const to = [
        Math.max(0, Math.min(rows.length - 1, at[0] + step[e.key][0])),
        Math.max(0, Math.min(columns.length - 1, at[1] + step[e.key][1])),
      ] as const
      setAt(to)
      e.currentTarget.querySelector<HTMLElement>(`[data-at="${to.join()}"]`)?.focus()
    } else return
    e.preventDefault()
  }
  const lines = reading && cell(...reading).lines
  return (
    <ChartFigure title={title} sentence={sentence} table={() => heatTableTable(props)}>
      <div className="ch-heat-scroll" onPointerLeave={() => setReading(undefined)}>
        <table className="ch-heat" role="grid" aria-label={`${title}. ${sentence}`} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <td />
              <th colSpan={columns.length} scope="colgroup">
                {columnTitle}
              </th>
            </tr>
            <tr>
              <th scope="col" className="ch-heat-corner">
                {rowTitle}
              </th>
              {columns.map((c) => (
                <th key={c} scope="col">
                  {c}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((label, r) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {columns.map((_, c) => {
                  const it = cell(r, c)
                  return (
                    <td
                      key={c}
                      data-at={`${r},${c}`}
                      data-tint={it.tint === undefined ? undefined : rampClass(it.tint)}
                      tabIndex={at[0] === r && at[1] === c ? 0 : -1}
                      aria-selected={onChoose ? chosen?.[0] === r && chosen[1] === c : undefined}
                      aria-label={[`${it.text}${it.mark ?? ''}`, ...(it.lines ?? [])].join('. ')}
                      onFocus={() => {
                        setAt([r, c])
                        setReading([r, c])
                      }}
                      onBlur={() => setReading(undefined)}
                      onPointerEnter={() => setReading([r, c])}
                      onClick={() => onChoose?.(r, c)}
                    >
                      {it.text}
                      <span className="ch-heat-mark">{it.mark}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="ch-heat-read">{lines ? lines.map((l) => <div key={l}>{l}</div>) : legend}</div>
    </ChartFigure>
  )
}
