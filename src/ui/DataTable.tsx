/** The table that stands in for every map and chart: virtual, sortable, selectable, copied and exported. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { use, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { LeavingTerms } from './leaving.ts'
import { countOf } from '../core/base/words.ts'
import { TableTools } from './TableTools.tsx'
import type { TableModel } from './table.ts'
import {
  blankColumns,
  droppedColumns,
  layout,
  markedRows,
  nextSort,
  sortedRows,
  tableToTsv,
  type Sort,
} from './tableView.ts'
import { copyText } from './clipboard.ts'
import { HeaderCell, BodyCell, Spacer } from './tableCells.tsx'

export interface DataTableProps {
  readonly model: TableModel
  /** key of the selected row, when it is chosen elsewhere too (the map) */
  readonly selected?: string | null
  /** a row was chosen by click, Enter or Space; null when it was let go */
  readonly onSelect?: (row: number | null) => void
  /** arrow keys choose the row they come to, so that one reads from row to row */
  readonly follow?: boolean
  /** all marked rows (Ctrl and Shift mark several) */
  readonly onSelection?: (rows: number[]) => void
  readonly sort?: Sort
  /** tallest the rows may stand, px; 'fill' takes the room of the parent */
  readonly height?: number | 'fill'
  /** name of the exported file, without .csv; no export button without it */
  readonly file?: string
  /** count, columns, copy and export above the table; on by default */
  readonly tools?: boolean
  /** asked with what would leave before rows are copied or saved, in place of the page's terms; false = they stay */
  readonly guard?: (what: string) => Promise<boolean>
  /** further keys, such as "a": called with the marked rows, else with the active one */
  readonly keys?: Readonly<Record<string, (rows: number[]) => void>>
  /** what stands in place of no rows */
  readonly empty?: ReactNode
}

const LINE = 28
const TALL = 44

/** A virtual grid over a TableModel; smooth at 100,000 rows. Sorting keeps the selection. */
export function DataTable(props: DataTableProps) {
  const { model, selected, onSelect, onSelection, height = 420, tools = true } = props
  const terms = use(LeavingTerms)
  const guard = props.guard ?? terms.guard
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [sort, setSort] = useState<Sort | undefined>(props.sort)
  const [chosenHidden, setHidden] = useState<ReadonlySet<string>>()
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [lastActive, setActive] = useState(0)
  // a table may have become shorter since
  const active = Math.max(0, Math.min(lastActive, model.n - 1))
  const [anchor, setAnchor] = useState(0)
  // until the user chooses, a column that says nothing is left out
  const blank = useMemo(() => blankColumns(model), [model])
  const [room, setRoom] = useState(0)
  useEffect(() => {
    const box = scroller.current
    if (!box || typeof ResizeObserver !== 'function') return
    const watch = new ResizeObserver(() => setRoom(box.clientWidth))
    watch.observe(box)
    return () => watch.disconnect()
  }, [])
  // nor is one for which there is no room
  const unfit = useMemo(() => {
    const said = model.columns.filter((c) => !blank.has(c.key))
    return new Set([...blank, ...droppedColumns(model, said, room)])
  }, [model, blank, room])
  const hidden = chosenHidden ?? unfit
  // what leaves the page has the columns for which there was no room, too
  const leaving = useMemo(
    () => model.columns.filter((c) => !(chosenHidden ?? blank).has(c.key)),
    [model, chosenHidden, blank],
  )
  const columns = useMemo(() => model.columns.filter((c) => !hidden.has(c.key)), [model, hidden])
  const order = useMemo(() => sortedRows(model, sort), [model, sort])
  const rowHeight = columns.some((c) => c.detail || c.wrap) ? TALL : LINE
  // a row chosen elsewhere takes the place of the one chosen here, and the arrows go on from it
  const [seen, setSeen] = useState(selected)
  if (selected !== undefined && selected !== seen) {
    setSeen(selected)
    if (marked.size <= 1) setMarked(new Set(selected === null ? [] : [selected]))
    const at = selected === null ? -1 : order.findIndex((row) => model.key(row) === selected)
    if (at >= 0) setActive(at)
  }
  // the choice made on the map and the marks made here are shown as one
  const isMarked = (key: string) => marked.has(key) || key === selected

  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used here
  const virtual = useVirtualizer({
    count: model.n,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: LINE,
    initialRect: { width: 0, height: 420 },
  })
  const tableRoom = virtual.scrollRect?.width ?? 0
  const { widths, tight } = useMemo(() => layout(model, columns, tableRoom), [model, columns, tableRoom])
  useEffect(() => {
    virtual.measure()
  }, [rowHeight, virtual])

  // a row chosen on the map comes into view here
  useEffect(() => {
    if (selected == null) return
    const at = order.findIndex((row) => model.key(row) === selected)
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [selected, order, model, virtual])

  const mark = (at: number, how: 'only' | 'toggle' | 'range') => {
    if (at >= model.n) return
    const key = model.key(order[at])
    let next: Set<string>
    if (how === 'range') {
      const from = Math.min(anchor, model.n - 1)
      const [a, b] = from < at ? [from, at] : [at, from]
      next = new Set([...order.subarray(a, b + 1)].map(model.key))
    } else {
      next = how === 'toggle' ? new Set(marked) : new Set()
      // a second press on the only chosen row lets it go
      if (marked.has(key) && (how === 'toggle' || marked.size === 1)) next.delete(key)
      else next.add(key)
      setAnchor(at)
    }
    setActive(at)
    setMarked(next)
    if (how === 'only') onSelect?.(next.has(key) ? order[at] : null)
    onSelection?.([...order].filter((row) => next.has(model.key(row))))
  }

  const move = (to: number, range: boolean) => {
    const at = Math.max(0, Math.min(model.n - 1, to))
    setActive(at)
    virtual.scrollToIndex(at, { align: 'auto' })
    if (range) mark(at, 'range')
    else if (props.follow && model.n > 0) {
      setAnchor(at)
      setMarked(new Set([model.key(order[at])]))
      onSelect?.(order[at])
    }
  }

  const chosen = useMemo(() => markedRows(model, order, marked, selected), [model, order, marked, selected])

  const copyRows = async (rows: number[]) => {
    const text = tableToTsv(leaving, rows)
    if (await guard(`${countOf(rows.length, 'row')} copied: ${model.caption}`)) await copyText(text)
  }

  const onKeyDown = (e: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2)
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: model.n - 1,
    }
    if (e.target !== e.currentTarget) return
    // where no row stands there is none to mark, copy or act on
    if (model.n === 0) return
    if (e.key in steps && !e.ctrlKey && !e.metaKey) move(steps[e.key], e.shiftKey)
    else if (e.key === 'Enter' || e.key === ' ') mark(active, e.ctrlKey || e.metaKey ? 'toggle' : 'only')
    else if (e.key === 'ArrowLeft' || e.key === 'ArrowRight')
      scroller.current?.scrollBy({ left: e.key === 'ArrowLeft' ? -80 : 80 })
    else if ((e.ctrlKey || e.metaKey) && e.key === 'c')
      void copyRows(chosen.length > 0 ? chosen : [order[active]])
    else if (props.keys?.[e.key] && !e.ctrlKey && !e.metaKey && !e.altKey)
      props.keys[e.key](chosen.length > 0 ? chosen : [order[active]])
    else return
    e.preventDefault()
  }

  const items = virtual.getVirtualItems()
  const before = items.length > 0 ? items[0].start : 0
  const after = items.length > 0 ? virtual.getTotalSize() - items[items.length - 1].end : 0

  return (
    <div className="u-table" data-fill={height === 'fill' || undefined}>
      {tools && (
        <TableTools
          model={model}
          marked={chosen.length}
          order={order}
          hidden={hidden}
          onHidden={setHidden}
          file={props.file}
          guard={guard}
          copy={() => tableToTsv(leaving, chosen.length > 0 ? chosen : order)}
          leaving={leaving}
        />
      )}
      <div
        className="u-table-scroll"
        ref={scroller}
        style={height === 'fill' ? undefined : { maxHeight: height }}
      >
        <table
          role="grid"
          aria-label={model.caption}
          aria-rowcount={model.n + 1}
          aria-multiselectable="true"
          aria-activedescendant={model.n > 0 ? `${id}${active}` : undefined}
          data-tight={tight || undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          style={{ width: widths.reduce((a, b) => a + b, 0) }}
        >
          <colgroup>
            {columns.map((c, k) => (
              <col key={c.key} style={{ width: widths[k] }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((c) => (
                <HeaderCell key={c.key} column={c} sort={sort} onSort={() => setSort(nextSort(sort, c))} />
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Spacer height={before} span={columns.length} />}
            {items.map(({ index }) => {
              const row = order[index]
              const on = isMarked(model.key(row))
              return (
                <tr
                  key={index}
                  id={`${id}${index}`}
                  aria-rowindex={index + 2}
                  aria-selected={on}
                  data-active={index === active || undefined}
                  style={{ height: rowHeight }}
                  onClick={(e) =>
                    mark(index, e.shiftKey ? 'range' : e.ctrlKey || e.metaKey ? 'toggle' : 'only')
                  }
                >
                  {columns.map((c) => (
                    <BodyCell key={c.key} column={c} row={row} />
                  ))}
                </tr>
              )
            })}
            {after > 0 && <Spacer height={after} span={columns.length} />}
          </tbody>
        </table>
      </div>
      {model.n === 0 && <div className="u-table-empty">{props.empty ?? 'No rows.'}</div>}
    </div>
  )
}
