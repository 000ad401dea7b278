/** What every chart stands in: its name, its sentence, and its table one press away. */
import {
  use,
  useCallback,
  useId,
  useRef,
  useState,
  type ReactNode,
  type RefCallback,
  type SVGProps,
} from 'react'
import { IconButton } from '../ui/button.tsx'
import { copyText, fileName, saveFile } from '../ui/clipboard.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { LeavingTerms } from '../ui/leaving.ts'
import type { MenuEntry } from '../ui/menu.tsx'
import { chartPicture, tablePicture } from '../ui/picture.ts'
import { PictureMenu } from '../ui/pictureMenu.tsx'
import { tableToCsv, type TableModel } from '../ui/table.ts'
import { tableToTsv } from '../ui/tableView.ts'

export interface ChartWords {
  /** what is counted, such as "Burglary per week" */
  readonly title: string
  /** what the chart says, in one sentence with its n */
  readonly sentence: string
}

/** Width of the drawing in px, followed as the page changes; 640 where nothing is laid out. */
export function useWidth(): [RefCallback<HTMLDivElement>, number] {
  const [width, setWidth] = useState(640)
  // the box goes while the figures stand as a table, and another comes after: each is followed as long as it stands
  const follow = useCallback((box: HTMLDivElement | null) => {
    if (!box) return undefined
    const measure = () => {
      // a hidden panel has no width; what was drawn before still holds
      if (box.clientWidth > 0) setWidth(box.clientWidth)
    }
    // measured before it is first painted: the observer answers a frame later, and until then a bar could end outside
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(box)
    return () => watch.disconnect()
  }, [])
  return [follow, width]
}

/** The head line, the drawing and the twin table. `readout` takes the place of the sentence while something is pointed at. */
export function ChartFigure({
  title,
  sentence,
  note,
  readout,
  table,
  aside,
  children,
}: ChartWords & {
  /** a second, coloured phrase, such as "within range" */
  note?: { readonly text: string; readonly tone: 'good' | 'warn' | 'bad' }
  readout?: string
  table?: () => TableModel
  aside?: ReactNode
  children: ReactNode
}) {
  const [asTable, setAsTable] = useState(false)
  const figure = useRef<HTMLElement>(null)
  const { guard } = use(LeavingTerms)
  const file = fileName(title)
  const out = async (what: string, how: (model: TableModel) => unknown) => {
    if (table && (await guard(what))) await how(table())
  }
  const copies: MenuEntry[] = table
    ? [
        {
          id: 'copy table',
          label: 'Copy table',
          icon: 'copy',
          run: () =>
            void out(`${title}, its table copied`, (m) =>
              copyText(
                tableToTsv(
                  m.columns,
                  Array.from({ length: m.n }, (_, i) => i),
                ),
              ),
            ),
        },
        {
          id: 'csv',
          label: 'Save table as CSV',
          icon: 'download',
          run: () => void out(`${file}.csv`, (m) => saveFile(`${file}.csv`, tableToCsv(m))),
        },
      ]
    : []
  return (
    <figure className="ch" ref={figure}>
      <figcaption className="ch-head">
        <span className="ch-words">
          <strong>{title}</strong>
          <span className="ch-sentence">{readout ?? sentence}</span>
          {note && !readout && (
            <span className="ch-note" data-tone={note.tone}>
              {note.text}
            </span>
          )}
        </span>
        <span className="ch-aside">
          {aside}
          {table && (
            <IconButton
              icon={asTable ? 'chart' : 'table'}
              label={asTable ? `Show “${title}” as a chart` : `Show “${title}” as a table`}
              onClick={() => setAsTable(!asTable)}
            />
          )}
          <PictureMenu
            of={{
              title,
              file,
              svg: (about) => {
                const drawing = figure.current?.querySelector<SVGSVGElement>('svg.ch-svg')
                if (drawing) return chartPicture(drawing, { title, sentence, about })
                if (table) return tablePicture(table(), about)
                throw new Error('It is not drawn just now; show it as a chart.')
              },
            }}
            more={copies}
          />
        </span>
      </figcaption>
      {asTable && table ? <DataTable model={table()} height={280} file={file} /> : children}
    </figure>
  )
}

/** An SVG with its title and description. With `live` it holds controls; else it is one picture to a screen reader. */
export function ChartSvg({
  title,
  sentence,
  width,
  height,
  live,
  children,
  ...rest
}: ChartWords & {
  width: number
  height: number
  live?: boolean
  children: ReactNode
} & SVGProps<SVGSVGElement>) {
  const id = useId()
  return (
    <svg
      {...rest}
      className="ch-svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={live ? 'group' : 'img'}
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{sentence}</desc>
      {children}
    </svg>
  )
}
