/** The second map: the same place under other days, another kind or another method; it moves with the first. */
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { ResultView } from '../analyses/contract.ts'
import { HEADS } from '../analyses/heads.ts'
import type { Days } from '../core/table/lookBack.ts'
import {
  type BesidePeriod,
  besideClauses,
  besidePeriods,
  kindsIn,
  toggleBeside,
  useBeside,
} from '../desk/beside.ts'
import { incidentTip } from '../desk/incidents/incidentWords.ts'
import { NOTES } from '../desk/layerIds.ts'
import { aboutNow } from '../desk/leaving/about.ts'
import { mapPicture } from '../desk/leaving/mapPicture.ts'
import { useScreen } from '../desk/later.ts'
import { lookFrom } from '../desk/mapHandle.ts'
import { noteLayers } from '../desk/mapNotes.ts'
import { useRests, viewOf } from '../desk/useRun.ts'
import type { View } from '../desk/view.ts'
import { clauseWords, many } from '../desk/words.ts'
import { type LayerGroup, type LayerSpec, LegendStrip, type MapHandle } from '../map/index.ts'
import { asAt, frameOf, rowsOf } from '../state/derived.ts'
import type { SavedClause } from '../state/project.ts'
import { besideRun } from '../state/runs.ts'
import { useSettings } from '../state/settings.ts'
import { type LoadedIncidents, useStore } from '../state/store.ts'
import { IconButton, Menu, Select, usePictureEntries } from '../ui/index.ts'
import { GroundedMap } from './GroundedMap.tsx'
import { markedLayers } from './pinned.ts'

const none: readonly never[] = []

/** The methods that draw something. */
const DRAWING = HEADS.filter((h) => h.onMap)

const titleOf = (id: string | undefined): string => DRAWING.find((h) => h.id === id)?.title ?? 'Incidents'

/** The incidents of these filters as dots. */
function dots(
  incidents: LoadedIncidents,
  clauses: readonly SavedClause[],
): { layers: LayerSpec[]; n: number } {
  const { table } = incidents
  const rows = rowsOf({ incidents, project: { clauses } }).filter((i) => Number.isFinite(table.lng[i]))
  const positions = new Float64Array(2 * rows.length)
  rows.forEach((i, k) => {
    positions[2 * k] = table.lng[i]
    positions[2 * k + 1] = table.lat[i]
  })
  return {
    n: rows.length,
    layers: [
      {
        kind: 'points',
        id: 'incidents',
        label: 'Incidents',
        positions,
        ink: 'incident',
        radius: 3,
        rows,
        tip: (k) => (rows[k] === undefined ? undefined : incidentTip(incidents, rows[k])),
      },
    ],
  }
}

/** The result of a method under other filters, apart from that of the page. */
function useResult(id: string | undefined, clauses: readonly SavedClause[]) {
  const screen = useScreen(id ?? '')
  const rests = useRests(screen)
  const units = useSettings((s) => s.units)
  const { incidents } = rests
  const key = JSON.stringify(clauses)
  const [shown, setShown] = useState<{ of: unknown; view?: ResultView<any, any>; says?: string }>()
  const asked = useMemo(
    () =>
      screen &&
      incidents && {
        screen,
        incidents,
        state: { ...rests, project: { ...rests.project, clauses: JSON.parse(key) as SavedClause[] } },
      },
    [screen, incidents, rests, key],
  )
  useEffect(() => {
    if (!asked) return
    let live = true
    const run = besideRun(asked.state, asked.screen)
    run.promise.then(
      (made) =>
        live &&
        setShown(
          'refused' in made
            ? { of: asked, says: made.refused }
            : { of: asked, view: viewOf(made, asked.incidents.table, units) },
        ),
      (error: Error) => live && setShown({ of: asked, says: error.message }),
    )
    return () => {
      live = false
      run.cancel()
    }
  }, [asked, units])
  const now = shown && shown.of === asked ? shown : undefined
  return useMemo(
    () => ({
      layers: now?.view && screen ? markedLayers(screen.layers(now.view), screen.mark) : none,
      says: now
        ? now.view && screen
          ? screen.answer(now.view)
          : (now.says ?? '')
        : id
          ? 'Being worked out'
          : '',
    }),
    [now, screen, id],
  )
}

function Second({
  incidents,
  front,
  theme,
}: {
  incidents: LoadedIncidents
  front: View
  theme: 'light' | 'dark'
}) {
  const b = useBeside()
  const clauses = useStore((s) => s.project.clauses)
  const camera = useStore((s) => s.project.camera)
  const notes = useStore((s) => s.project.mapNotes)
  const today = useStore((s) => asAt(s).day)
  const units = useSettings((s) => s.units)
  const map = useRef<MapHandle>(null)
  const { table } = incidents
  const frontMethod = DRAWING.find((h) => h.id === front.id)
  const id = b.show === 'same' ? frontMethod?.id : DRAWING.find((h) => h.id === b.show)?.id
  const whole: Days = useMemo(() => [table.span.first, Math.min(today, table.span.last)], [table, today])
  const filters = useMemo(() => besideClauses(clauses, b, whole, today), [clauses, b, whole, today])
  const result = useResult(id, filters)
  const plain = useMemo(() => (id ? undefined : dots(incidents, filters)), [id, incidents, filters])
  const title = titleOf(id)
  const layers = useMemo((): LayerGroup[] => {
    const shown = plain?.layers ?? result.layers
    const words = noteLayers(notes)
    return [
      ...(shown.length > 0
        ? [{ id: id ?? 'incidents', title: titleOf(id), visible: true, layers: shown }]
        : []),
      ...(words.length > 0 ? [{ id: NOTES, title: 'Notes', visible: true, layers: words }] : []),
    ]
  }, [plain, result, notes, id])
  const period = clauses.find((c) => c.source === 'period')
  const says = plain ? `${many(plain.n, 'incident')} of these days and kinds.` : result.says
  const what = filters.map((c) => clauseWords(c, { most: 1 })).join(' · ') || 'all that the file holds'
  return (
    <section className="a-beside" aria-label="The second map">
      <div className="a-beside-head">
        <Select
          label="Shows"
          value={b.show}
          options={[
            { value: 'same', label: `as beside: ${frontMethod?.title ?? 'Incidents'}` },
            { value: 'incidents', label: 'Incidents' },
            ...DRAWING.filter((h) => h !== frontMethod).map((h) => ({ value: h.id, label: h.title })),
          ]}
          onChange={(show) => useBeside.setState({ show })}
        />
        <Select
          label="Days"
          value={b.period}
          options={besidePeriods(period?.kind === 'period' ? [period.fromDay, period.toDay] : undefined)}
          onChange={(v) => useBeside.setState({ period: v as BesidePeriod })}
        />
        <Select
          label="Kind"
          value={b.kind}
          options={[{ value: 'same', label: 'the same kinds' }, ...kindsIn(table.offence)]}
          onChange={(v) => useBeside.setState({ kind: v as typeof b.kind })}
        />
        <Out map={map} layers={layers} theme={theme} title={`${title}: ${what}`} filters={filters} />
        <IconButton icon="close" label="Close the second map" onClick={toggleBeside} />
      </div>
      <p className="a-beside-says" aria-live="polite" title={says}>
        <strong>{what}</strong> {says}
      </p>
      <LegendStrip layers={layers} theme={theme} pins={none} />
      <div className="a-beside-map">
        <GroundedMap
          ref={map}
          label={`The second map: ${title}, ${what}`}
          described={says}
          theme={theme}
          units={units}
          legend={false}
          buttons={false}
          layers={layers}
          camera={camera ?? undefined}
          fit={frameOf(table)}
          onCameraChange={lookFrom}
        />
      </div>
    </section>
  )
}

/** The ways to take the second map along. */
function Out({
  map,
  layers,
  theme,
  title,
  filters,
}: {
  map: RefObject<MapHandle | null>
  layers: readonly LayerGroup[]
  theme: 'light' | 'dark'
  title: string
  /** those of this map, which may differ from the page's */
  filters: readonly SavedClause[]
}) {
  const entries = usePictureEntries({
    title,
    file: 'cocoon-map-beside',
    svg: async () => {
      if (!map.current) throw new Error('the map is not drawn yet; wait a moment')
      const about = aboutNow(filters)
      return mapPicture(await map.current.snapshot(), devicePixelRatio, layers, theme, { title, about })
    },
  })
  return <Menu label="More of the second map" entries={entries} />
}

/** Nothing while no file is open. */
export function BesideMap({ front, theme }: { front: View; theme: 'light' | 'dark' }) {
  const incidents = useStore((s) => s.incidents)
  return incidents ? <Second incidents={incidents} front={front} theme={theme} /> : null
}
