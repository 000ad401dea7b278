/** For the public: how coarse, how many months, what is withheld and why; then paper, picture and CSV. */
import { useEffect, useMemo, useState } from 'react'
import { figureWords } from '../../core/stats/disclosure.ts'
import { rampColours } from '../../map/index.ts'
import {
  pictureOfSheet,
  printDocument,
  PublicPicture,
  PublicSheet,
  type PublicSheetProps,
} from '../../print/index.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import {
  Button,
  DataTable,
  EmptyState,
  Notes,
  Notice,
  NumberField,
  PanelFoot,
  PanelHead,
  saveFile,
  Section,
  Segmented,
  toast,
} from '../../ui/index.ts'
import { note } from '../../desk/leaving/account.ts'
import { credit, picture } from '../../desk/leaving/paper.ts'
import { many } from '../../desk/words.ts'
import { Paper } from './Paper.tsx'
import { CELLS, MONTHS, type PublicVersion, publicVersion } from './publicVersion.ts'
import { monthsTable, publicCsv, RAMP, squaresTable } from './publicPicture.ts'

/** Size of its map on paper, millimetres. */
const [WIDTH, HEIGHT] = [186, 110]

/** The version of the moment, or the sentence why there is none. */
function useVersion(cell: number, months: number): { v?: PublicVersion; problem?: string } {
  const incidents = useStore((s) => s.incidents)
  const clauses = useStore((s) => s.project.clauses)
  const asAt = useStore((s) => s.project.asAt)
  return useMemo(() => {
    try {
      return { v: publicVersion({ incidents, project: { clauses, asAt } }, { cell, months }) }
    } catch (error) {
      return { problem: (error as Error).message }
    }
  }, [incidents, clauses, asAt, cell, months])
}

/** A map that was drawn, or could not be: then it has no address. */
interface Drawn {
  readonly of: PublicVersion
  readonly url?: string
}

/** The map of a version, and whether it is still to come: a browser that cannot draw one must not hold up the paper. */
export const mapOfVersion = (
  v: PublicVersion | undefined,
  drawn: Drawn | undefined,
): { readonly url?: string; readonly waiting: boolean } =>
  v && drawn?.of === v ? { url: drawn.url, waiting: false } : { waiting: v?.bounds !== undefined }

/** Its map, drawn a moment after the last change. */
function useMap(v: PublicVersion | undefined): ReturnType<typeof mapOfVersion> {
  const [drawn, setDrawn] = useState<Drawn>()
  useEffect(() => {
    if (!v?.bounds) return
    let live = true
    const draw = async () => {
      const group = { id: 'public', title: 'Recorded crime', visible: true, layers: [...v.layers] }
      const url = await picture([group], v.bounds!, WIDTH, HEIGHT)
      if (live) setDrawn({ of: v, url })
      else if (url) URL.revokeObjectURL(url)
    }
    const timer = setTimeout(() => void draw(), 300)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [v])
  useEffect(() => () => void (drawn?.url && URL.revokeObjectURL(drawn.url)), [drawn])
  return mapOfVersion(v, drawn)
}

function propsOf(
  v: PublicVersion,
  map: string | undefined,
  force: string,
  sample: boolean,
): PublicSheetProps {
  const colours = rampColours(RAMP, 'paper', v.classes.length + 1).slice(1)
  return {
    title: `Recorded crime, ${v.period}`,
    force: sample ? 'Sample town: everything is invented' : force,
    lead: v.kinds.join(', '),
    total: v.release.total && `${figureWords(v.release.total)} recorded crimes`,
    picture: map,
    pictureCredit: credit() || undefined,
    classes: v.classes.map((words, k) => ({ words, colour: colours[k] })),
    squares: squaresTable(v),
    months: monthsTable(v),
    notes: v.notes,
  }
}

export function PublicView() {
  const [cell, setCell] = useState<number>(CELLS[0])
  const [months, setMonths] = useState<number>(MONTHS.usual)
  const [busy, setBusy] = useState(false)
  const { v, problem } = useVersion(cell, months)
  const { url: map, waiting } = useMap(v)
  const force = useSettings((s) => s.force)
  const sample = useStore((s) => s.incidents?.sample ?? false)
  const props = useMemo(() => v && propsOf(v, map, force, sample), [v, map, force, sample])

  const out = async (what: 'print' | 'export', how: string, work: () => Promise<void> | void) => {
    setBusy(true)
    try {
      await note(what, `public version ${how}: ${v!.period}, squares of ${v!.cell} m`)
      await work()
    } catch (error) {
      toast({ text: (error as Error).message, tone: 'bad' })
    }
    setBusy(false)
  }
  const name = v && `recorded-crime-${v.period.replaceAll(' ', '-').toLowerCase()}`

  return (
    <>
      <PanelHead
        title={
          v
            ? v.squares.length > 0
              ? `${many(v.squares.length, 'square')} with a figure, ${v.period}`
              : `No square has 5 or more, ${v.period}`
            : 'Nothing can be published'
        }
      >
        Squares, whole months and ranges, for anyone to read.
      </PanelHead>
      {problem && (
        <EmptyState icon="info" title="Nothing can be published">
          {problem}
        </EmptyState>
      )}
      <div className="bf-desk">
        <div>
          <Section title="How coarse">
            <Segmented
              label="Side of a square"
              value={String(cell)}
              onChange={(c) => setCell(Number(c))}
              options={CELLS.map((c) => ({
                value: String(c),
                label: c < 1000 ? `${c} m` : `${c / 1000} km`,
              }))}
            />
            <NumberField
              label="Months"
              help="Whole months, the last one that is over included."
              unit="months"
              value={months}
              whole
              min={MONTHS.min}
              max={MONTHS.max}
              onChange={setMonths}
            />
          </Section>
          <Notice>
            No zone, door, address, dot or day is in it, and no count below 5: it is made to be passed on, so
            nobody is asked who takes it and why. The log still has a line. Whether to publish is your force’s
            decision; publish again only for other whole months, in the same squares.
          </Notice>
          {v && (
            <>
              <Section title="Squares">
                <DataTable model={squaresTable(v)} file={`${name}-squares`} height={200} />
              </Section>
              <Notes notes={v.notes} title="What is withheld, and why" />
            </>
          )}
        </div>
        <Paper busy={waiting}>{props ? <PublicSheet {...props} /> : null}</Paper>
      </div>
      {v && props && (
        <PanelFoot>
          <Button
            variant="primary"
            icon="print"
            busy={busy}
            barred={waiting && 'It is being worked out.'}
            onClick={() => void out('print', 'on paper', () => printDocument(<PublicSheet {...props} />))}
          >
            Print the public version
          </Button>
          <Button
            icon="download"
            busy={busy}
            barred={waiting && 'It is being worked out.'}
            onClick={() =>
              void out('export', 'as a picture', async () =>
                saveFile(`${name}.png`, await pictureOfSheet(<PublicPicture {...props} />, 200 / 96)),
              )
            }
          >
            Save as PNG
          </Button>
          <Button
            icon="download"
            onClick={() => void out('export', 'as CSV', () => saveFile(`${name}.csv`, publicCsv(v)))}
          >
            Save every figure as CSV
          </Button>
        </PanelFoot>
      )}
    </>
  )
}
