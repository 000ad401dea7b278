/** Ranked things as horizontal bars with their values. */
import { scaleLinear } from 'd3'
import type { KeyboardEvent, MouseEvent } from 'react'
import { unitAfter } from '../core/base/words.ts'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { topOf } from './scale.ts'

export interface BarItem {
  readonly key: string
  readonly label: string
  readonly value: number
  /** how the value reads; by default the number with its digits */
  readonly text?: string
  /** after the value, faint: "12% of all", "4 expected" */
  readonly note?: string
  readonly mark?: boolean
  /** a tick on this bar's line, such as the national figure */
  readonly reference?: number
}

export interface BarsProps extends ChartWords {
  readonly items: readonly BarItem[]
  readonly unit?: string
  readonly digits?: number
  /** what the ticks on the lines stand for, for the key and the table */
  readonly referenceLabel?: string
  /** keys that are chosen */
  readonly chosen?: readonly string[]
  /** `add` = Shift, Ctrl or Cmd was held: beside what is chosen already */
  readonly onChoose?: (key: string, add: boolean) => void
}

/** The chart's twin. */
export const barsTable = ({ title, items, unit, digits, referenceLabel }: BarsProps): TableModel => ({
  caption: title,
  n: items.length,
  key: (i) => items[i].key,
  columns: [
    { key: 'label', label: 'Name', kind: 'text', value: (i) => items[i].label },
    { key: 'value', label: 'Value', kind: 'number', unit, digits, value: (i) => items[i].value },
    ...(referenceLabel
      ? [
          {
            key: 'reference',
            label: referenceLabel,
            kind: 'number' as const,
            unit,
            digits,
            value: (i: number) => items[i].reference ?? null,
          },
        ]
      : []),
    ...(items.some((b) => b.note)
      ? [{ key: 'note', label: 'Note', kind: 'text' as const, value: (i: number) => items[i].note ?? '' }]
      : []),
  ],
})

const ROW = 26

/** Bars in the order given. With `onChoose` each is a button that filters. */
export function Bars(props: BarsProps) {
  const { title, sentence, items, unit = '', digits, chosen, onChoose, referenceLabel } = props
  const [ref, width] = useWidth()
  const words = items.map((b) => b.text ?? `${cellNumber(b.value, digits)}${unitAfter(unit)}`)
  const longest = Math.max(0, ...items.map((b) => b.label.length))
  const label = Math.min(width * 0.42, longest * 7.2 + 14)
  const fits = Math.floor((label - 10) / 6.4)
  const value =
    Math.max(
      24,
      ...words.map((w, i) => w.length * 7 + (items[i].note ? items[i].note.length * 6.4 + 12 : 0)),
    ) + 8
  const x = scaleLinear(
    [
      0,
      topOf(
        items.flatMap((b) => [b.value, b.reference ?? 0]),
        1e-9,
      ),
    ],
    [0, Math.max(24, width - label - value)],
  )
  const height = items.length * ROW + (referenceLabel ? 18 : 0)
  const keys = (e: KeyboardEvent, key: string) => {
    if (e.key !== 'Enter' && e.key !== ' ') return
    e.preventDefault()
    onChoose?.(key, e.shiftKey || e.ctrlKey || e.metaKey)
  }
  return (
    <ChartFigure title={title} sentence={sentence} table={() => barsTable(props)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={height} live={!!onChoose}>
          {items.map((b, i) => (
            <g
              key={b.key}
              className="ch-row"
              transform={`translate(0,${i * ROW})`}
              data-mark={b.mark || undefined}
              {...(onChoose && {
                role: 'button',
                tabIndex: 0,
                'aria-pressed': !!chosen?.includes(b.key),
                'aria-label': `${b.label}: ${words[i]}${b.note ? ', ' + b.note : ''}`,
                onClick: (e: MouseEvent) => onChoose(b.key, e.shiftKey || e.ctrlKey || e.metaKey),
                onKeyDown: (e: KeyboardEvent) => keys(e, b.key),
              })}
            >
              <rect className="ch-row-ground" x={1} y={1} width={width - 2} height={ROW - 2} rx={3} />
              <text className="ch-row-label" x={6} y={ROW / 2} dy="0.35em">
                {b.label.length > fits ? b.label.slice(0, Math.max(1, fits - 1)) + '…' : b.label}
                {b.label.length > fits && <title>{b.label}</title>}
              </text>
              <rect
                className="ch-row-bar"
                x={label}
                y={7}
                width={Math.max(b.value > 0 ? 1 : 0, x(b.value))}
                height={ROW - 14}
                rx={1}
              />
              {b.reference !== undefined && (
                <line
                  className="ch-reference-tick"
                  stroke="var(--ink)"
                  strokeWidth={1.5}
                  x1={label + x(b.reference)}
                  x2={label + x(b.reference)}
                  y1={4}
                  y2={ROW - 4}
                />
              )}
              <text
                className="ch-row-value"
                x={label + Math.max(x(b.value), x(b.reference ?? 0)) + 6}
                y={ROW / 2}
                dy="0.35em"
              >
                {words[i]}
                {b.note && (
                  <tspan className="ch-row-note" dx={6}>
                    {b.note}
                  </tspan>
                )}
              </text>
            </g>
          ))}
          {referenceLabel && (
            <g transform={`translate(${label},${items.length * ROW})`}>
              <line stroke="var(--ink)" strokeWidth={1.5} x1={1} x2={1} y1={4} y2={14} />
              <text className="ch-tick" x={6} y={13}>
                {referenceLabel}
              </text>
            </g>
          )}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
