/** The map: what the view in front draws, what is pinned from others, the ground it rests on, what is done on it. */
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { HEADS } from '../analyses/heads.ts'
import { answered } from '../desk/answered.ts'
import { useBeside } from '../desk/beside.ts'
import { useDrawing } from '../desk/drawing.ts'
import { lookFrom, setMapHandle } from '../desk/mapHandle.ts'
import { useTheme } from '../desk/theme.ts'
import type { View } from '../desk/view.ts'
import { type LayerGroup, type LayerSpec, type MapHandle } from '../map/index.ts'
import { frameOf } from '../state/derived.ts'
import { useSettings } from '../state/settings.ts'
import { setClause, setSession, useStore } from '../state/store.ts'
import { ErrorBoundary, useRoom } from '../ui/index.ts'
import { VIEWS } from '../views/index.ts'
import { selectionOf, thingOf } from './chosen.ts'
import { useFront, viewOf } from './front.ts'
import { markedLayers, pinnedLayers } from './pinned.ts'

// its tools and its legend follow the first answer, as the map does
const MapHead = lazy(async () => {
  await answered()
  return { default: (await import('./MapHead.tsx')).MapHead }
})
const MapView = lazy(async () => ({ default: (await import('./GroundedMap.tsx')).GroundedMap }))

const BesideMap = lazy(async () => ({ default: (await import('./Beside.tsx')).BesideMap }))

/** Whether the map may be fetched and drawn: it follows the first answer and never holds it up. */
function useMapTurn(): boolean {
  const ready = useStore((s) => s.ready)
  const [turn, setTurn] = useState(false)
  useEffect(() => {
    let live = ready
    if (ready) void answered().then(() => live && setTurn(true))
    return () => void (live = false)
  }, [ready])
  return turn
}

/** The layers of one view; a component of its own, so that its hooks are its own. */
function Layers({
  view,
  wanted,
  onLayers,
}: {
  view: View
  wanted: boolean
  onLayers: (id: string, layers: readonly LayerSpec[] | undefined) => void
}) {
  const layers = view.layers!(wanted)
  useEffect(() => onLayers(view.id, layers), [view.id, layers, onLayers])
  return null
}

const DRAWN = VIEWS.filter((v) => v.layers)

/** More dots than this hide what lies under them. */
const MOST_OVER = 3000

const crowded = (layers: readonly LayerSpec[]): boolean =>
  layers.some((l) => l.kind === 'points' && l.positions.length / 2 > MOST_OVER)

/** From below to above. */
const level = (v: View, layers: readonly LayerSpec[]): number => {
  switch (v.mapRole) {
    case 'ground':
      return 0
    case 'incidents':
      return crowded(layers) ? 0 : 3
    case 'under':
      return 2
    case 'over':
      return 4
    default:
      return 1
  }
}

/** The name under which the things of a view are chosen. */
const nameOf = (id: string): string => viewOf(id)?.selects ?? id

const METHODS: ReadonlySet<string> = new Set(HEADS.map((h) => h.id))
const NAMING = { nameOf, isMethod: (id: string) => METHODS.has(id) }

type Drawn = Readonly<Record<string, readonly LayerSpec[] | undefined>>

/** What is on the map now, from below to above: what is in front, what is pinned, what always shows. */
function useGroups(drawn: Drawn, front: View): LayerGroup[] {
  const pins = useStore((s) => s.project.shown)
  const played = useStore((s) => s.replay !== undefined)
  return useMemo(() => {
    const itsLayers = drawn[front.id]
    // a place that draws nothing shows the incidents themselves
    const bare = !front.layers || itsLayers?.length === 0
    const shows = (v: View): 'own' | 'pinned' | undefined => {
      // only what is of the played day may be seen with it
      if (played) return v.plays || v.mapRole === 'incidents' ? 'own' : undefined
      if (v === front || v.always || (bare && v.mapRole === 'incidents')) return 'own'
      return pins.includes(v.id) ? 'pinned' : undefined
    }
    return DRAWN.flatMap((v): (LayerGroup & { level: number })[] => {
      const layers = drawn[v.id]
      const how = layers?.length ? shows(v) : undefined
      if (!layers || !how) return []
      const inFull = how === 'own' || v.mapRole === 'incidents' || v.mapRole === 'ground'
      return [
        {
          id: v.id,
          title: v.title,
          visible: true,
          layers: inFull ? markedLayers(layers, v.mark) : pinnedLayers(layers, v.mark),
          level: level(v, layers) + (inFull ? 0 : 0.5),
        },
      ]
    }).sort((a, b) => a.level - b.level)
  }, [drawn, front, pins, played])
}

export function MapPane({
  part,
}: {
  part: (head: React.ReactNode, main: React.ReactNode) => React.ReactNode
}) {
  const pins = useStore((s) => s.project.shown)
  const camera = useStore((s) => s.project.camera)
  const incidents = useStore((s) => s.incidents)
  const selection = useStore((s) => s.selection)
  const draw = useDrawing((s) => s.draw)
  const units = useSettings((s) => s.units)
  const theme = useTheme()
  const { front } = useFront()
  const handle = useRef<MapHandle>(null)
  const turn = useMapTurn()
  const room = useRoom()
  const two = useBeside((s) => s.on) && room !== 'phone' && room !== 'low'
  const [drawn, setDrawn] = useState<Drawn>({})
  const onLayers = useMemo(
    () => (id: string, layers: readonly LayerSpec[] | undefined) =>
      setDrawn((old) =>
        old[id] === layers || (layers?.length === 0 && old[id]?.length === 0)
          ? old
          : { ...old, [id]: layers },
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
  const layers = useGroups(drawn, front)
  const selected = useMemo(() => thingOf(layers, selection, NAMING), [layers, selection])
  const cards = VIEWS.flatMap((v) =>
    v.Card && v.id === selection?.of
      ? [
          <Suspense key={v.id}>
            <v.Card />
          </Suspense>,
        ]
      : [],
  )

  return part(
    <Suspense fallback={<div className="a-maphead a-maphead-first" aria-busy="true" />}>
      <MapHead front={front} layers={layers} theme={theme} map={handle} />
    </Suspense>,
    <ErrorBoundary name="The map">
      {DRAWN.map((v) => (
        <Suspense key={v.id}>
          <Layers
            view={v}
            wanted={v === front || v.always === true || pins.includes(v.id)}
            onLayers={onLayers}
          />
        </Suspense>
      ))}
      <div className="a-maps" data-two={two || undefined}>
        <div className="a-maps-one">
          {turn && (
            <Suspense>
              <MapView
                ref={handle}
                label="Map of incidents and results"
                described="The panel beside the map lists everything that is drawn on it."
                theme={theme}
                units={units}
                legend={false}
                buttons={false}
                layers={layers}
                camera={camera ?? undefined}
                fit={incidents ? frameOf(incidents.table) : undefined}
                onCameraChange={lookFrom}
                selection={selected}
                card={cards.length > 0 ? cards : undefined}
                onPick={(p) => setSession({ selection: p ? selectionOf(layers, p, NAMING) : undefined })}
                drawing={draw}
                onDrawn={(shape) => {
                  const { then } = useDrawing.getState()
                  useDrawing.setState({ draw: 'none', then: undefined })
                  if (then) return then(shape)
                  if (shape.type === 'Polygon')
                    setClause('area', { source: 'area', kind: 'area', name: 'Drawn area', shape })
                }}
                onDrawCancel={() => useDrawing.setState({ draw: 'none', then: undefined })}
              />
            </Suspense>
          )}
          {VIEWS.map((v) => v.Over && <v.Over key={v.id} />)}
        </div>
        {turn && two && (
          <Suspense>
            <BesideMap front={front} theme={theme} />
          </Suspense>
        )}
      </div>
    </ErrorBoundary>,
  )
}
