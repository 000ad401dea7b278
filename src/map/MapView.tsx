/** The map of the page: ground, layers, legend, tips, drawing; by pointer, touch or keyboard. */
import 'maplibre-gl/dist/maplibre-gl.css'
import type { Units } from '../core/base/lengths.ts'
import './map.css'
import type { LngLatBoundsLike, MapMouseEvent } from 'maplibre-gl'
import {
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { MapButtons, ScaleBar } from './Controls.tsx'
import { DrawLayer } from './DrawLayer.tsx'
import type { DrawingMode, DrawnShape } from './drawing.ts'
import type { Camera } from './engine.ts'
import { followStep, sameView } from './follow.ts'
import type { Bounds } from './graticule.ts'
import { attributionOf, type GroundSource, unmeasured } from './ground.ts'
import type { LayerGroup, MapPick, MapThing } from './kit.ts'
import { findLayer } from './native.ts'
import { Legend } from './Legend.tsx'
import { MapCard, MapTip } from './MapTip.tsx'
import { pickAt } from './pick.ts'
import { pictureOf } from './still.ts'
import { inkVariables, type ThemeName } from './theme.ts'
import { useEngine } from './useEngine.ts'

/** What a parent can ask of the map. */
export interface MapHandle {
  /** shows all of a box: west, south, east, north */
  fitBounds(bounds: Bounds, options?: { readonly padding?: number; readonly maxZoom?: number }): void
  /** goes to a place; jumps when motion is not wanted */
  flyTo(to: { readonly lng: number; readonly lat: number; readonly zoom?: number }): void
  /** the map as it stands, as a PNG; `marks` = with scale bar and credits */
  snapshot(options?: { readonly marks?: boolean }): Promise<Blob>
  /** one step nearer or farther; turned back to north; all of `fit` */
  zoomIn(): void
  zoomOut(): void
  turnNorth(): void
  showAll(): void
  /** resolves when everything asked for is on the screen */
  drawn(): Promise<void>
  /** puts the keyboard on the map */
  focus(): void
}

/** See `MapView`. Positions and boxes are WGS84 degrees. */
export interface MapViewProps {
  readonly ref?: Ref<MapHandle>
  readonly layers: readonly LayerGroup[]
  readonly ground: GroundSource
  readonly theme: ThemeName
  /** how lengths are told by the scale bar and while an area is drawn */
  readonly units?: Units
  /** where to look: first, and again whenever it differs from what the map last reported */
  readonly camera?: Camera
  /** told of where one looks; of nothing where the map framed `fit` by itself, so that another size frames it anew */
  readonly onCameraChange?: (camera: Camera | undefined) => void
  /** the box to show first where no camera is given, again when it changes, and on "Show everything" */
  readonly fit?: Bounds
  /** the chosen thing, ringed and told in a card; the parent keeps it */
  readonly selection?: MapThing | null
  /** stands in place of the card that tells of the chosen thing */
  readonly card?: ReactNode
  readonly onPick?: (pick: MapPick | null) => void
  readonly onHover?: (pick: MapPick | null) => void
  readonly drawing?: DrawingMode
  readonly onDrawn?: (shape: DrawnShape) => void
  readonly onDrawCancel?: () => void
  /** accessible name; "Map" unless told */
  readonly label?: string
  /** where the same is said in words and tables, such as "The table beside the map lists every home." */
  readonly described?: string
  /** false leaves the legend to the parent; 'open' or 'folded' as it was left; else open where the map is large */
  readonly legend?: false | 'open' | 'folded'
  readonly onLegend?: (open: boolean) => void
  /** false leaves zoom, fit and north to the parent, by the handle */
  readonly buttons?: boolean
  readonly children?: ReactNode
}

/** Whether things must not move: the page's own setting, else the system's. */
const calm = () => {
  const { motion } = document.documentElement.dataset
  return motion ? motion === 'reduced' : matchMedia('(prefers-reduced-motion: reduce)').matches
}
const asBounds = (b: Bounds) => [b[0], b[1], b[2], b[3]] as LngLatBoundsLike
/** A map on which an open legend would hide a third of what it explains. */
const narrow = (box: HTMLElement | null) => !!box && (box.clientWidth < 760 || box.clientHeight < 480)

// a ground that fails in part must not look like an empty place
const TILE_TROUBLE: Partial<Record<GroundSource['kind'], string>> = {
  online:
    'Some online map tiles did not come: the server, this network or this page’s own rules refuse them. ' +
    'The data is drawn all the same.',
  pmtiles: 'Part of the local map file cannot be read; it may be damaged. The data is drawn all the same.',
}

/** Told with the moves of a map that frames everything by itself. */
const FRAMING = { framing: true }

// the card already says it
const isChosen = (a: MapThing, b: MapThing | null | undefined) =>
  b && a.group === b.group && a.layer === b.layer && a.index === b.index

/** See `MapViewProps`. Fills its parent, which must have a size. */
export function MapView({ ref, ...props }: MapViewProps) {
  const { layers, ground, theme, camera, fit, selection, drawing = 'none', onCameraChange } = props
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const lastCamera = useRef<Camera | undefined>(camera)
  const { engine, trouble, again } = useEngine(box, () => ({
    ground,
    theme,
    camera,
    bounds: camera ? undefined : fit,
  }))
  const [hover, setHover] = useState<{ pick: MapPick; x: number; y: number }>()
  const [said, setSaid] = useState('')
  const [groundTrouble, setGroundTrouble] = useState<{ of: GroundSource; say: string }>()
  const id = useId()

  const degreesPerPixel = (): [number, number] => {
    const { map } = engine!
    const c = map.project(map.getCenter())
    const a = map.unproject([c.x, c.y])
    const b = map.unproject([c.x + 10, c.y + 10])
    // a turned map has both in each axis: the diagonal is the fair measure
    const turned = map.getBearing() !== 0
    const dx = Math.abs(b.lng - a.lng) / 10
    const k = Math.cos((a.lat * Math.PI) / 180)
    const pixel = 360 / 512 / 2 ** map.getZoom()
    return turned ? [pixel, pixel * k] : [dx, Math.abs(b.lat - a.lat) / 10]
  }
  const pick = (lng: number, lat: number) => pickAt(layers, [lng, lat], degreesPerPixel())
  const choose = (found: MapPick | undefined) => {
    setHover(undefined)
    setSaid(
      found?.tip ? [found.tip.title, ...found.tip.lines].join('. ') : found ? 'Chosen.' : 'Nothing here.',
    )
    props.onPick?.(found ?? null)
  }

  const clicked = useEffectEvent((e: MapMouseEvent) => {
    if (drawing === 'none') choose(pick(e.lngLat.lng, e.lngLat.lat))
  })
  const hovered = useEffectEvent((e: MapMouseEvent | undefined) => {
    const found =
      e && drawing === 'none' && !engine!.map.isMoving() ? pick(e.lngLat.lng, e.lngLat.lat) : undefined
    if (drawing === 'none') engine!.map.getCanvas().style.cursor = found ? 'pointer' : ''
    if (found || hover) props.onHover?.(found ?? null)
    setHover(found && { pick: found, x: e!.point.x, y: e!.point.y })
  })
  // where the last framing of `fit` left the camera: while it still stands there, a new size frames anew
  const framed = useRef<Camera>(undefined)
  const framing = useRef(false)
  const moved = useEffectEvent((byItself: boolean) => {
    const now = (lastCamera.current = engine!.camera())
    framing.current = false
    if (byItself) framed.current = now
    // another size ends in a move, too, that shows what was framed just before
    onCameraChange?.(framed.current && sameView(framed.current, now) ? undefined : now)
  })
  const frame = (animate: boolean) => {
    if (!engine || !fit) return
    framing.current = true
    engine.map.fitBounds(asBounds(fit), { padding: 40, animate }, FRAMING)
  }
  const resized = useEffectEvent(() => {
    if (framed.current && sameView(framed.current, engine!.camera())) frame(false)
  })
  const failed = useEffectEvent(() => {
    const say = TILE_TROUBLE[ground.kind]
    if (say) setGroundTrouble({ of: ground, say })
  })

  useEffect(() => {
    if (!engine) return
    const { map } = engine
    const canvas = map.getCanvas()
    canvas.setAttribute('role', 'application')
    canvas.setAttribute('aria-label', props.label ?? 'Map')
    canvas.setAttribute('aria-describedby', `${id}about`)
    let frame = 0
    let last: MapMouseEvent | undefined
    const over = (e?: MapMouseEvent) => {
      last = e
      frame ||= requestAnimationFrame(() => {
        frame = 0
        hovered(last)
      })
    }
    const out = () => over(undefined)
    const click = (e: MapMouseEvent) => clicked(e)
    const end = (e: object) => moved('framing' in e)
    const error = () => failed()
    const resize = () => resized()
    map.on('resize', resize)
    map.on('click', click)
    map.on('mousemove', over)
    map.on('mouseout', out)
    map.on('movestart', out)
    map.on('moveend', end)
    map.on('error', error)
    return () => cancelAnimationFrame(frame)
    // listeners die with the map; the engine changes when it is drawn again
  }, [engine, id, props.label])

  useEffect(() => {
    engine?.setGround(ground, theme)
  }, [engine, ground, theme])
  useEffect(() => engine?.setLayers(layers, selection ?? undefined), [engine, layers, selection])

  const fitKey = fit?.join()
  const fitted = useRef(fitKey)
  const [hadCamera] = useState(camera !== undefined)
  const fitTo = useEffectEvent(() => {
    const first = framed.current === undefined && fitted.current === fitKey
    if (first && !hadCamera) framed.current = engine!.camera()
    if (fitted.current === fitKey) return
    const kept = fitted.current === undefined && hadCamera
    fitted.current = fitKey
    // the camera of a link or a saved project wins over the first data that arrives
    if (fitKey && !kept) frame(false)
  })
  useEffect(() => {
    if (engine) fitTo()
  }, [engine, fitKey])
  const givenBefore = useRef(camera)
  const follow = useEffectEvent((given: Camera | undefined) => {
    const how = followStep({
      before: givenBefore.current,
      given,
      now: engine!.camera(),
      framed: framed.current,
      told: lastCamera.current,
    })
    givenBefore.current = given
    if (how === 'frame' && !framing.current) frame(!calm())
    if (how !== 'jump' || !given) return
    lastCamera.current = given
    engine!.map.jumpTo({ center: [given.lng, given.lat], zoom: given.zoom, bearing: given.bearing ?? 0 })
  })
  useEffect(() => {
    if (engine) follow(camera)
  }, [engine, camera])

  useImperativeHandle(
    ref,
    () => ({
      fitBounds: (bounds, options) =>
        engine?.map.fitBounds(asBounds(bounds), {
          padding: options?.padding ?? 40,
          maxZoom: options?.maxZoom ?? 18,
          animate: !calm(),
        }),
      flyTo: ({ lng, lat, zoom }) => {
        const to = { center: [lng, lat] as [number, number], ...(zoom === undefined ? {} : { zoom }) }
        if (calm()) engine?.map.jumpTo(to)
        else engine?.map.flyTo({ ...to, duration: 600 })
      },
      snapshot: async (options) => {
        if (!engine) throw new Error('There is no map to take a picture of.')
        return pictureOf(engine, theme, ground, options?.marks ?? true, props.units)
      },
      zoomIn: () => void engine?.map.zoomIn({ animate: !calm() }),
      zoomOut: () => void engine?.map.zoomOut({ animate: !calm() }),
      turnNorth: () => void engine?.map.resetNorth({ animate: !calm() }),
      showAll: () => {
        if (!engine || !fit) return
        // told before it moves: maps that are given the same camera frame everything along with this one
        onCameraChange?.(undefined)
        framing.current = true
        engine.map.fitBounds(asBounds(fit), { padding: 40, animate: !calm() }, FRAMING)
      },
      drawn: async () => engine?.idle(),
      focus: () => engine?.map.getCanvas().focus(),
    }),
    [engine, theme, ground, fit, onCameraChange, props.units],
  )

  const key = (e: KeyboardEvent) => {
    if (!engine || drawing !== 'none') return
    if (e.key === 'Escape' && selection) choose(undefined)
    else if (e.key === 'Enter' && e.target === engine.map.getCanvas()) {
      const { lng, lat } = engine.map.getCenter()
      choose(pick(lng, lat))
    } else return
    e.preventDefault()
  }

  const chosenLayer = selection ? findLayer(layers, selection) : undefined
  const card = selection ? chosenLayer?.tip?.(selection.index) : undefined
  const credit = attributionOf(ground)
  return (
    <div
      className={drawing === 'none' ? 'map' : 'map map-drawing'}
      onKeyDown={key}
      style={inkVariables(theme)}
      data-map-theme={theme}
    >
      <p id={`${id}about`} className="map-unseen">
        {props.described ?? 'Everything on the map is also in the tables beside it.'} Arrow keys move the map,
        plus and minus zoom, Enter says what is at the crosshair.
      </p>
      <div ref={setBox} className="map-canvas" />
      {trouble && (
        <div className="map-trouble" role="alert">
          <p>{trouble.say}</p>
          {trouble.kind === 'lost' && (
            <button type="button" onClick={again}>
              Draw again
            </button>
          )}
        </div>
      )}
      {engine && !trouble && (
        <>
          <div className="map-crosshair" aria-hidden="true" />
          {drawing !== 'none' && (
            <DrawLayer
              key={drawing}
              engine={engine}
              mode={drawing}
              units={props.units}
              onDrawn={(shape) => props.onDrawn?.(shape)}
              onCancel={() => props.onDrawCancel?.()}
            />
          )}
          {props.buttons !== false && (
            <MapButtons engine={engine} calm={calm()} onFit={fit && (() => frame(!calm()))} />
          )}
          <div className="map-foot">
            {!unmeasured(ground) && <ScaleBar key={props.units} engine={engine} units={props.units} />}
            {credit && <small>{credit}</small>}
            {groundTrouble?.of === ground && <small role="status">{groundTrouble.say}</small>}
          </div>
          {hover?.pick.tip && drawing === 'none' && !isChosen(hover.pick, selection) && (
            <MapTip
              tip={hover.pick.tip}
              x={hover.x}
              y={hover.y}
              width={engine.map.getContainer().clientWidth}
              height={engine.map.getContainer().clientHeight}
            />
          )}
          {drawing === 'none' &&
            (props.card ?? (card && <MapCard tip={card} onClose={() => choose(undefined)} />))}
          {props.legend !== false && (
            <Legend
              layers={layers}
              theme={theme}
              folded={props.legend ? props.legend === 'folded' : narrow(box)}
              onFold={props.onLegend}
            />
          )}
        </>
      )}
      <div className="map-unseen" aria-live="polite">
        {said}
      </div>
      {props.children}
    </div>
  )
}
