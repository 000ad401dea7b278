/** The map pane: gathers what the panels want drawn, the ground it rests on, and what is done on it. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Screen } from '../analyses/contract.ts'
import { SCREENS } from '../analyses/index.ts'
import { MINUTES_PER_DAY } from '../core/base/time.ts'
import {
  type Ink,
  MapView,
  type LayerGroup,
  type LayerSpec,
  type MapHandle,
  type MapThing,
} from '../map/index.ts'
import { asAt, frameOf, rowsOf } from '../state/derived.ts'
import { drift, type Selection, setClause, setSession, useStore } from '../state/store.ts'
import { keepSettings, useSettings } from '../state/settings.ts'
import { ErrorBoundary } from '../ui/index.ts'
import { useDrawing } from '../desk/drawing.ts'
import { useGround } from '../desk/ground.ts'
import { incidentTip } from '../desk/incidents/incidentWords.ts'
import { EARLIER } from '../desk/layerIds.ts'
import { setMapHandle } from '../desk/mapHandle.ts'
import { OVERLAYS } from '../desk/overlays.ts'
import { type PanelDef, PANELS } from '../views/index.tsx'
import { PlayBanner } from '../views/play/PlayBanner.tsx'
import { STORY, useStoryGroup } from '../views/story/layers.ts'
import { StoryCard } from '../views/story/StoryCard.tsx'
import { useTheme } from '../desk/theme.ts'
import { useRun } from '../desk/useRun.ts'

/** One analysis's layers; a component of its own, so that each follows only its own run. */
function AnalysisLayers({
  screen,
  wanted,
  onLayers,
}: {
  screen: Screen<any, any>
  wanted: boolean
  onLayers: (id: string, layers: readonly LayerSpec[]) => void
}) {
  const { view, played } = useRun(screen, wanted)
  const layers = useMemo(
    () => (view && (wanted || played) ? screen.layers(view) : []),
    [screen, view, wanted, played],
  )
  useEffect(() => onLayers(screen.id, layers), [screen.id, layers, onLayers])
  return null
}

/** The layers of one view of the shell; a component of its own, so that its hooks are its own. */
function PanelLayers({
  panel,
  wanted,
  onLayers,
}: {
  panel: PanelDef
  wanted: boolean
  onLayers: (id: string, layers: readonly LayerSpec[]) => void
}) {
  const layers = panel.useLayers!(wanted)
  useEffect(() => onLayers(panel.id, layers), [panel.id, layers, onLayers])
  return null
}

/** Whether the panel in front is one that reads recorded tracks. */
const readsTracks = (view: string): boolean => SCREENS.some((s) => s.id === view && s.tracks)

const none = new Uint32Array(0)

/** Days of the near-repeat window: incidents inside it stand out. */
const RECENT = 42

/**
 * The incidents: those of the last six weeks stand out from the earlier ones; open data knows no days. Those after the
 * as-at date are apart, and nobody knew of them on a day that is being played.
 */
function useIncidentLayers(): LayerSpec[] {
  const loaded = useStore((s) => s.incidents)
  // while the past is played the period says which days are played
  const left = useStore((s) => rowsOf(s, s.replay ? 'period' : undefined))
  const now = useMemo(() => ({ incidents: loaded, rows: left }), [loaded, left])
  // charts and title answer a press first; the map follows as soon as the page has a moment
  const { incidents, rows } = useDeferredValue(now)
  const played = useStore((s) => s.replay !== undefined)
  const today = useStore((s) => s.replay?.day ?? asAt(s).day)
  return useMemo(() => {
    if (!incidents) return []
    const { table } = incidents
    const placed = rows.filter((i) => Number.isFinite(table.lng[i]))
    const layer = (id: string, label: string, kept: Uint32Array, ink: Ink, radius: number): LayerSpec => {
      const positions = new Float64Array(kept.length * 2)
      for (let k = 0; k < kept.length; k++) {
        positions[2 * k] = table.lng[kept[k]]
        positions[2 * k + 1] = table.lat[kept[k]]
      }
      return {
        kind: 'points',
        id,
        label,
        positions,
        rows: kept,
        ink,
        radius,
        tip: (i) => incidentTip(incidents, kept[i]),
      }
    }
    if (table.precision === 'month') return [layer('all', 'Incidents, at snap points', placed, 'incident', 2)]
    const first = (today - RECENT + 1) * MINUTES_PER_DAY
    const end = (today + 1) * MINUTES_PER_DAY
    return [
      layer(
        'earlier',
        'Earlier',
        placed.filter((i) => table.from[i] < first),
        'muted',
        2,
      ),
      layer(
        'recent',
        'Last six weeks',
        placed.filter((i) => table.from[i] >= first && table.from[i] < end),
        'incident',
        3.5,
      ),
      layer(
        'later',
        'After the as-at date',
        played ? none : placed.filter((i) => table.from[i] >= end),
        'muted',
        2,
      ),
    ].filter((l) => l.kind === 'points' && l.positions.length > 0)
  }, [incidents, rows, today, played])
}

/** More dots than this hide what lies under them. */
const MOST_OVER = 3000

const crowded = (l: LayerSpec): boolean => l.kind === 'points' && l.positions.length / 2 > MOST_OVER

/** Views about the incidents themselves: while one is in front they are drawn, whatever their eye says. */
const INCIDENT_VIEWS = ['incidents', 'explore']

/** The drawn thing that a chosen row stands for; null while nothing chosen is on the map. */
function thingOf(layers: readonly LayerGroup[], selection: Selection | undefined): MapThing | null {
  if (!selection) return null
  const groups = layers.filter(
    (g) => g.visible && (g.id === selection.of || (selection.of === 'incidents' && g.id === EARLIER)),
  )
  for (const group of groups)
    for (const layer of group.layers) {
      if (layer.kind !== 'points' && layer.kind !== 'areas') continue
      const rows = layer.kind === 'points' ? layer.rows : undefined
      const index = rows ? rows.indexOf(selection.row) : selection.row
      if (index >= 0) return { group: group.id, layer: layer.id, index }
    }
  return null
}

export function MapPane() {
  const shown = useStore((s) => s.project.shown)
  const view = useStore((s) => s.project.view)
  const camera = useStore((s) => s.project.camera)
  const incidents = useStore((s) => s.incidents)
  const selection = useStore((s) => s.selection)
  const played = useStore((s) => s.replay !== undefined)
  const draw = useDrawing((s) => s.draw)
  const units = useSettings((s) => s.units)
  const legend = useSettings((s) => s.legend)
  const theme = useTheme()
  const handle = useRef<MapHandle>(null)
  const ground = useGround()
  const incidentLayers = useIncidentLayers()
  const story = useStoryGroup()
  const [drawn, setDrawn] = useState<Readonly<Record<string, readonly LayerSpec[]>>>({})
  const onLayers = useMemo(
    () => (id: string, layers: readonly LayerSpec[]) =>
      setDrawn((old) =>
        old[id] === layers || (layers.length === 0 && !old[id]?.length) ? old : { ...old, [id]: layers },
      ),
    [],
  )

  useEffect(() => {
    // the handle changes with the engine: whoever asks later must reach the one that stands then
    setMapHandle({
      fitBounds: (box) =>
        handle.current?.fitBounds([...box] as [number, number, number, number], { padding: 40, maxZoom: 17 }),
      flyTo: ([lng, lat], zoom = 16) => handle.current?.flyTo({ lng, lat, zoom }),
      drawn: () => handle.current?.drawn() ?? Promise.resolve(),
    })
    return () => setMapHandle(null)
  }, [])

  const layers = useMemo((): LayerGroup[] => {
    // only what is of the played day may be seen with it
    const on = (id: string) =>
      played ? SCREENS.some((s) => s.id === id && s.plays) : shown.includes(id) || view === id
    const points = [EARLIER, 'incidents'].flatMap((id): LayerGroup[] => {
      const mine = incidentLayers.filter((l) => (l.id === 'earlier' || l.id === 'later') === (id === EARLIER))
      const visible = shown.includes(id) || INCIDENT_VIEWS.includes(view) || (played && id === 'incidents')
      return mine.length > 0 ? [{ id, title: mine[0].label, visible, layers: mine }] : []
    })
    const groupOf = ({ id, title }: { id: string; title: string }): LayerGroup[] =>
      drawn[id]?.length
        ? [
            {
              id,
              title,
              visible: on(id) || (!played && id === 'tracks' && readsTracks(view)) || id === OVERLAYS,
              layers: drawn[id],
            },
          ]
        : []
    // earlier incidents lie under every result, the recent ones over it unless they would bury it
    const crowd = points.filter((g) => g.id === EARLIER || crowded(g.layers[0]))
    const groups = [
      ...crowd,
      ...SCREENS.flatMap(groupOf),
      ...PANELS.filter((p) => p.under).flatMap(groupOf),
      ...points.filter((g) => !crowd.includes(g)),
      ...PANELS.filter((p) => !p.under).flatMap(groupOf),
      ...(story ? [story] : []),
    ]
    return groups
  }, [drawn, incidentLayers, shown, view, played, story])

  const selected = useMemo(() => thingOf(layers, selection), [layers, selection])

  return (
    <ErrorBoundary name="The map">
      {SCREENS.map((s) => (
        <AnalysisLayers
          key={s.id}
          screen={s}
          wanted={shown.includes(s.id) || view === s.id}
          onLayers={onLayers}
        />
      ))}
      {PANELS.filter((p) => p.useLayers).map((p) => (
        <PanelLayers
          key={p.id}
          panel={p}
          wanted={shown.includes(p.id) || view === p.id}
          onLayers={onLayers}
        />
      ))}
      <MapView
        ref={handle}
        label="Map of incidents and results"
        described="The panel beside the map lists everything that is drawn on it."
        theme={theme}
        units={units}
        legend={legend}
        onLegend={(open) => keepSettings({ legend: open ? 'open' : 'folded' })}
        ground={ground}
        layers={layers}
        camera={camera ?? undefined}
        fit={incidents ? frameOf(incidents.table) : undefined}
        onCameraChange={(c) => drift({ camera: { lng: c.lng, lat: c.lat, zoom: c.zoom } })}
        selection={selected}
        card={selection?.of === 'incidents' ? <StoryCard /> : undefined}
        onPick={(p) =>
          setSession({
            selection: p
              ? { of: p.group === EARLIER || p.group === STORY ? 'incidents' : p.group, row: p.row }
              : undefined,
          })
        }
        drawing={draw}
        onDrawn={(shape) => {
          const { then } = useDrawing.getState()
          useDrawing.setState({ draw: 'none', then: undefined })
          if (then) return then(shape)
          setClause('area', { source: 'area', kind: 'area', name: 'Drawn area', shape })
        }}
        onDrawCancel={() => useDrawing.setState({ draw: 'none', then: undefined })}
      />
      <PlayBanner />
    </ErrorBoundary>
  )
}
