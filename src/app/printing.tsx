/** From the screen to paper: gathers what each sheet says and has its map drawn. */
import type { ReactNode } from 'react'
import type { ResultView, Screen } from '../analyses/contract.ts'
import type { CocoonList, ListedVisit } from '../cocoon/list.ts'
import { tiersExplained } from '../cocoon/protocol.ts'
import type { StreetList } from '../cocoon/streets.ts'
import type { ResultBase } from '../core/method.ts'
import { describe } from '../core/params.ts'
import { FLAG } from '../core/incidents.ts'
import { dictAt, textAt } from '../core/text.ts'
import { showDay } from '../core/time.ts'
import { type Bounds, type LayerGroup, renderStill } from '../map/index.ts'
import {
  CocoonSheet,
  Leaflet,
  mapFrames,
  minuteNow,
  printDocument,
  ReportSheet,
  routeVisits,
  StreetSheet,
} from '../print/index.ts'
import { type ListOf, WHERE } from '../state/cocoon.ts'
import { asAt, firstDay, frameOf, lastDay } from '../state/derived.ts'
import type { SavedClause } from '../state/project.ts'
import { useSettings } from '../state/settings.ts'
import { type LoadedIncidents, useStore } from '../state/store.ts'
import { showNumber, type TableModel, toast } from '../ui/index.ts'
import { dueWords } from './cocooning.ts'
import { groundNow } from './ground.ts'
import { whenWords } from './incidentWords.ts'
import { clauseWords, count, many, fileWords } from './words.ts'

const settings = () => useSettings.getState()
const printedAt = () => minuteNow(new Date())

/** File, period, n, rows left out, filters (of the given kinds, where only they apply): what a sheet says of its source. */
export function sourceWords(incidents: LoadedIncidents, kinds?: readonly SavedClause['kind'][]): string[] {
  const { table, report, name, sample } = incidents
  const all = useStore.getState().project.clauses
  const clauses = kinds ? all.filter((c) => kinds.includes(c.kind)) : all
  return [
    sample ? 'Sample town: everything is invented' : `From ${fileWords(name)}`,
    `${showDay(firstDay(table))} – ${showDay(lastDay(table))}`,
    `${many(table.n, 'incident')}, ${many(report.rows - report.kept, 'row')} left out`,
    ...(clauses.length > 0 ? [`filters: ${clauses.map(clauseWords).join('; ')}`] : []),
  ]
}

/** Where the ground must be named. */
export const credit = (): string => {
  const g = groundNow()
  return [
    ...new Set([
      ...(g.features ?? []).map((f) => f.attribution ?? ''),
      g.kind === 'online' ? g.attribution : '',
    ]),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Metres of ground around the homes of a map, and the least a map shows from side to side. */
const MARGIN = 10
const LEAST_SIDE = 66

/** Box of some places: close enough for their numbers, wide enough for the street of a single home. */
export function boundsOf(at: readonly { lng: number; lat: number }[]): Bounds {
  const perLat = 111_320
  const perLng = perLat * Math.cos((at[0].lat * Math.PI) / 180)
  const side = (values: number[], perDegree: number): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const margin = Math.max(MARGIN, (LEAST_SIDE - (high - low) * perDegree) / 2) / perDegree
    return [low - margin, high + margin]
  }
  const [w, e] = side(
    at.map((a) => a.lng),
    perLng,
  )
  const [s, n] = side(
    at.map((a) => a.lat),
    perLat,
  )
  return [w, s, e, n]
}

/** Houses of a terrace must stand far enough apart on paper for their numbers. */
const CLOSEST = 19.5

/** The map as a picture for paper; undefined, with a word, where this browser cannot draw it. */
export async function picture(
  layers: readonly LayerGroup[],
  bounds: Bounds,
  widthMm: number,
  heightMm: number,
): Promise<string | undefined> {
  try {
    return URL.createObjectURL(
      await renderStill({
        layers,
        ground: groundNow(),
        bounds,
        widthMm,
        heightMm,
        theme: 'paper',
        paddingMm: 4,
        maxZoom: CLOSEST,
      }),
    )
  } catch (error) {
    toast({ text: `The map is not on the sheet: ${(error as Error).message}`, tone: 'bad' })
    return undefined
  }
}

/** Prints and lets the pictures go. */
export async function print(sheets: ReactNode, pictures: readonly (string | undefined)[]): Promise<void> {
  await printDocument(sheets)
  for (const p of pictures) if (p) URL.revokeObjectURL(p)
}

/** The homes of a round with the numbers of its table. */
const roundLayers = (
  visits: readonly Pick<ListedVisit, 'label' | 'lng' | 'lat' | 'relation'>[],
): LayerGroup[] => [
  {
    id: 'round',
    title: 'Round',
    visible: true,
    layers: [
      {
        kind: 'lines',
        id: 'walk',
        label: 'Walking order',
        ink: 'muted',
        width: 1.2,
        dashed: true,
        lines: [visits.map((v) => [v.lng, v.lat] as const)],
      },
      {
        kind: 'labels',
        id: 'numbers',
        label: 'Homes, numbered as in the table',
        boxed: true,
        labels: visits.map((v) => ({
          at: [v.lng, v.lat] as const,
          text: v.label,
          ink: v.relation === 'victim' ? 'tierA' : 'outline',
        })),
      },
    ],
  },
]

/** Streets of a round, most homes first: its name on paper. */
export function roundTitle(visits: readonly ListedVisit[], list: CocoonList): string {
  const homes = useStore.getState().homes!.homes
  const streets = new Map<string, number>()
  for (const v of visits) {
    const s = dictAt(homes.street, v.home)
    if (s) streets.set(s, (streets.get(s) ?? 0) + 1)
  }
  const names = [...streets].sort((a, b) => b[1] - a[1]).map(([s]) => s)
  const more = names.length > 2 ? ` and ${many(names.length - 2, 'more street')}` : ''
  return names.length === 0 ? `Round of ${showDay(list.asAt)}` : names.slice(0, 2).join(', ') + more
}

/** Why officers are here, a sentence for each burglary of the round. */
function whyHere(visits: readonly ListedVisit[], list: CocoonList, incidents: LoadedIncidents): string[] {
  const rows = new Set(visits.flatMap((v) => v.incidents))
  const here = list.incidents.filter((c) => rows.has(c.row))
  const said = here.slice(0, MOST_WHY).map((c) => {
    const where = textAt(incidents.text.address, c.row) || dictAt(incidents.table.street, c.row)
    const again = incidents.table.flags[c.row] & FLAG.repeat ? '; not the first within 12 months' : ''
    const mo = textAt(incidents.text.mo, c.row)
    return `${where}: ${whenWords(incidents.table, c.row)}${again}. ${mo.length > 110 ? mo.slice(0, 107) + '…' : mo}`
  })
  const more = here.length - said.length
  return more > 0 ? [...said, `And ${many(more, 'burglary', 'burglaries')} more on this round.`] : said
}

/** Burglaries told in full beside the map; the others are counted. */
const MOST_WHY = 3

/** Prints each round: the officer's sheet, or the route without the burgled homes. */
export async function printRounds(list: CocoonList, kind: 'officer' | 'route'): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents) return
  const s = settings()
  const pictures: (string | undefined)[] = []
  const sheets: ReactNode[] = []
  for (const round of list.rounds) {
    const all = list.visits.filter((v) => v.round === round.number)
    const shown = kind === 'route' ? routeVisits(all) : all
    if (shown.length === 0) continue
    const { groups, width, height } = mapFrames(shown)
    const maps: (string | undefined)[] = []
    for (const group of groups) maps.push(await picture(roundLayers(group), boundsOf(group), width, height))
    pictures.push(...maps)
    sheets.push(
      <CocoonSheet
        key={round.code}
        title={roundTitle(all, list)}
        marking={s.marking}
        code={round.code}
        asAt={list.asAt}
        printedBy={s.printedBy}
        printedAt={printedAt()}
        copy={1}
        copies={1}
        destroyBy={Math.max(...all.map((v) => v.expires))}
        returnTo={s.force || undefined}
        visits={all}
        length={round.length}
        minutes={round.minutes}
        beats={round.beats}
        maps={maps}
        mapCredit={credit() || undefined}
        why={whyHere(all, list, incidents)}
        tiers={tiersExplained(list.protocol)}
        notes={[sourceWords(incidents, WHERE).join(' · ') + '.', ...list.notes.slice(0, 4)]}
        route={kind === 'route'}
      />,
    )
  }
  await print(<>{sheets}</>, pictures)
}

/** Prints the streets to walk: for want of an address file, or because cars stand in them. */
export async function printStreets(streets: StreetList, of: ListOf = 'burglary'): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents) return
  const s = settings()
  const rows = streets.streets.slice(0, 60)
  const table: TableModel = {
    caption: 'Streets to walk, most pressing first',
    n: rows.length,
    key: (i) => rows[i].street + rows[i].beat,
    columns: [
      { key: 'n', label: '#', kind: 'number', digits: 0, value: (i) => i + 1 },
      { key: 'street', label: 'Street', kind: 'text', value: (i) => rows[i].street },
      { key: 'beat', label: 'Beat', kind: 'text', value: (i) => rows[i].beat },
      { key: 'on', label: 'On it', kind: 'number', digits: 0, value: (i) => rows[i].on },
      { key: 'near', label: 'Near it', kind: 'number', digits: 0, value: (i) => rows[i].near },
      { key: 'due', label: 'Due', kind: 'text', value: (i) => dueWords(rows[i].due) },
    ],
  }
  const labels = rows
    .slice(0, 20)
    .map((r, i) => ({ label: String(i + 1), lng: r.lng, lat: r.lat, relation: 'ring' as const }))
  const layers = roundLayers(labels).map((g) => ({
    ...g,
    layers: g.layers.filter((l) => l.kind === 'labels'),
  }))
  const map = labels.length > 0 ? await picture(layers, boundsOf(labels), 186, 100) : undefined
  await print(
    <StreetSheet
      title={
        of === 'vehicles' ? 'Streets and parking places: theft from vehicles' : 'Streets with live burglaries'
      }
      vehicles={of === 'vehicles'}
      marking={s.marking}
      asAt={streets.asAt}
      printedBy={s.printedBy}
      printedAt={printedAt()}
      copy={1}
      copies={1}
      destroyBy={Math.max(streets.asAt, ...rows.map((r) => r.expires))}
      table={table}
      map={map}
      mapCredit={credit() || undefined}
      notes={[sourceWords(incidents, WHERE).join(' · ') + '.', ...streets.notes]}
    />,
    [map],
  )
}

/** Prints the leaflet that is left at the door. */
export const printLeaflet = (): Promise<void> =>
  printDocument(<Leaflet force={settings().force} contact={settings().contact} />)

/** Prints an analysis: answer, map, table, settings, notes and limits. */
export async function printAnalysis(
  screen: Screen<any, any>,
  view: ResultView<any, ResultBase>,
): Promise<void> {
  const { incidents } = useStore.getState()
  const frame = incidents && frameOf(incidents.table)
  if (!incidents || !frame) return
  const s = settings()
  const layers = screen.layers(view)
  const map =
    layers.length > 0
      ? await picture([{ id: screen.id, title: screen.title, visible: true, layers }], frame, 186, 110)
      : undefined
  await print(
    <ReportSheet
      title={screen.title}
      marking={s.marking}
      answer={screen.answer(view)}
      source={[...sourceWords(incidents), `as at ${showDay(asAt(useStore.getState()).day)}`]}
      picture={map}
      pictureCredit={credit() || undefined}
      table={screen.list(view)}
      rows={60}
      parameters={describe(screen.schema, view.params)}
      notes={[...view.result.notes, ...screen.about.notWhen.map((n) => `Not when: ${n}`)]}
      printedBy={s.printedBy}
      printedAt={printedAt()}
    />,
    [map],
  )
}

/** Prints the import report: every row accounted for. */
export async function printReport(incidents: LoadedIncidents): Promise<void> {
  const { report, table } = incidents
  const s = settings()
  await printDocument(
    <ReportSheet
      title="Import report"
      marking={s.marking}
      answer={`${count(report.rows)} rows read = ${count(report.kept)} kept + ${count(report.rows - report.kept)} left out.`}
      source={sourceWords(incidents)}
      figures={[
        { label: 'rows read', value: count(report.rows) },
        { label: 'kept', value: count(report.kept) },
        { label: 'left out', value: count(report.rows - report.kept) },
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
        ...report.warnings.map((w) => `${w.what}: ${showNumber(w.n, 0)}`),
        ...(report.dropped.length ? [`Columns not taken over: ${report.dropped.join(', ')}.`] : []),
        ...(report.droppedPersonal.length
          ? [`Dropped as people’s details: ${report.droppedPersonal.join(', ')}.`]
          : []),
      ]}
      printedBy={s.printedBy}
      printedAt={printedAt()}
    />,
  )
}
