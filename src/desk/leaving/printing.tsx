/** Reports and the leaflet on paper: an analysis, the import, what is left at the door. */
import type { Screen } from '../../analyses/contract.ts'
import { describe } from '../../core/base/params.ts'
import { dayOf, minuteNow, showDay } from '../../core/base/time.ts'
import { problemWords } from '../../import/report/problems.ts'
import { goneOf } from '../../import/join/gone.ts'
import { type LayerGroup, Legend } from '../../map/index.ts'
import { Leaflet, printDocument, ReportSheet } from '../../print/index.ts'
import { frameOf } from '../../state/derived.ts'
import { currentMade } from '../../state/runs.ts'
import { useSettings } from '../../state/settings.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'
import { cellNumber, toast } from '../../ui/index.ts'
import { markingNow } from './marking.ts'
import { credit, picture, print, printedAt, sourceWords } from './paper.ts'
import { OVERLAYS } from '../layerIds.ts'
import { notesOnPaper } from '../mapNotes.ts'
import { overlaysOnPaper } from '../overlays.ts'
import { viewOf } from '../useRun.ts'
import { count } from '../words.ts'

const settings = () => useSettings.getState()

/** Prints the leaflet that is left at the door. */
export const printLeaflet = (): Promise<void> =>
  printDocument(<Leaflet force={settings().force} contact={settings().contact} />)

/** Prints an analysis: answer, map, table, settings, notes and limits. Says why where nothing current is there. */
export async function printAnalysis(screen: Screen<any, any>): Promise<void> {
  const { incidents } = useStore.getState()
  const frame = incidents && frameOf(incidents.table)
  if (!incidents || !frame) return
  const current = currentMade(useStore.getState(), screen)
  if ('refused' in current) return void toast({ text: current.refused, tone: 'bad' })
  const view = viewOf(current.made, incidents.table, useSettings.getState().units)
  // the invented town has a calendar of its own
  const late = incidents.sample ? undefined : screen.expired?.(view, dayOf(minuteNow(new Date())))
  if (late) return void toast({ text: late, tone: 'bad' })
  const s = settings()
  const layers = screen.layers(view)
  const over = overlaysOnPaper()
  const groups: LayerGroup[] = [
    { id: screen.id, title: screen.title, visible: true, layers },
    { id: OVERLAYS, title: 'Partner overlays', visible: true, layers: over.layers },
    ...notesOnPaper(),
  ]
  const map = layers.length > 0 ? await picture(groups, frame, 186, 110) : undefined
  await print(
    <ReportSheet
      title={screen.title}
      marking={markingNow()}
      answer={screen.answer(view)}
      source={[...sourceWords(incidents), `as at ${showDay(view.today)}`]}
      picture={map}
      pictureCredit={[over.key, credit()].filter(Boolean).join(' ') || undefined}
      legend={<Legend layers={groups.slice(0, 1)} theme="paper" />}
      table={screen.list(view)}
      rows={60}
      parameters={describe(screen.schema, view.params)}
      notes={[
        ...(screen.notes?.(view) ?? view.result.notes),
        ...screen.about.notWhen.map((n) => `Not when: ${n}`),
      ]}
      printedBy={s.printedBy}
      printedAt={printedAt()}
    />,
    [map],
  )
}

/** Prints the import report: every row accounted for. */
export async function printReport(incidents: LoadedIncidents): Promise<void> {
  const { report, table } = incidents
  const { again, out } = goneOf(report)
  const s = settings()
  await printDocument(
    <ReportSheet
      title="Import report"
      marking={markingNow()}
      answer={`${count(report.rows)} rows read = ${count(report.kept)} kept${again > 0 ? ` + ${count(again)} already loaded` : ''} + ${count(out)} left out.`}
      source={sourceWords(incidents)}
      figures={[
        { label: 'rows read', value: count(report.rows) },
        { label: 'kept', value: count(report.kept) },
        ...(again > 0 ? [{ label: 'already loaded', value: count(again) }] : []),
        { label: 'left out', value: count(out) },
      ]}
      table={{
        caption: 'Rows left out, by reason',
        n: report.leftOut.length,
        key: String,
        columns: [
          { key: 'reason', label: 'Reason', kind: 'text', value: (i) => report.leftOut[i].reason },
          { key: 'n', label: 'Rows', kind: 'number', digits: 0, value: (i) => report.leftOut[i].n },
        ],
      }}
      parameters={[
        { label: 'Precision', value: table.precision },
        { label: 'Coordinates', value: report.crsLabel },
        ...report.columns.map((c) => ({ label: c.field, value: `${c.column} (${c.evidence})` })),
      ]}
      notes={[
        ...report.notes,
        ...report.warnings.map((w) => `${problemWords(w.what)}: ${cellNumber(w.n, 0)}`),
        ...(report.dropped.length ? [`Columns not used: ${report.dropped.join(', ')}.`] : []),
        ...(report.droppedPersonal.length
          ? [`Dropped as people’s details: ${report.droppedPersonal.join(', ')}.`]
          : []),
      ]}
      printedBy={s.printedBy}
      printedAt={printedAt()}
    />,
  )
}
