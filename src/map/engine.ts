/** MapLibre and deck.gl behind one handle: ground, layers and theme in, pictures out. Knows nothing of React. */
import type { Device } from '@luma.gl/core'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import {
  addProtocol,
  Map as GlMap,
  setWorkerUrl,
  type GeoJSONSource,
  type LngLatBoundsLike,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { loadTile, TILE_SCHEME } from './archive.ts'
import { graticule, graticuleStep, type Bounds } from './graticule.ts'
import { GRATICULE, groundStyle, type GroundSource } from './ground.ts'
import type { LayerGroup, MapThing } from './kit.ts'
import { deckLayers } from './layers.ts'
import { LABEL_FONT, NUMBERS_FROM } from './labels.ts'
import { nativeJson, nativeLayers, nativeSource, type NativeLayer } from './native.ts'
import type { ThemeName } from './theme.ts'

/** Where the map looks. `bearing` in degrees clockwise, 0 = north up. */
export interface Camera {
  readonly lng: number
  readonly lat: number
  readonly zoom: number
  readonly bearing?: number
}

/** What an engine starts with. */
export interface EngineOptions {
  readonly container: HTMLElement
  readonly ground: GroundSource
  readonly theme: ThemeName
  readonly camera?: Camera
  readonly bounds?: Bounds
  readonly interactive: boolean
  /** dots per CSS pixel; the screen's own when absent */
  readonly pixelRatio?: number
  /** pixels kept free around `bounds` */
  readonly padding?: number
}

/** Why there can be no map, as the page says it. */
export const NO_WEBGL =
  'This browser cannot draw the map (WebGL2 is off or not allowed). The lists, sheets and exports still work. ' +
  'To have the map, switch on hardware acceleration or ask IT to allow WebGL.'

// keeps no data: whether the worker was told
let started = false

function startOnce(): void {
  if (started) return
  started = true
  setWorkerUrl(workerUrl)
  addProtocol(TILE_SCHEME, ({ url }, abort) => loadTile(url, abort.signal))
}

/** Whether this browser gives a page WebGL2. */
export function canDraw(): boolean {
  try {
    const gl = document.createElement('canvas').getContext('webgl2')
    // hand the context back at once: browsers allow a page only a few
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    return gl !== null
  } catch {
    return false
  }
}

/** Waits for the label font, two seconds at most: glyphs drawn before it arrives would stay in the fallback face. */
export async function fontReady(): Promise<void> {
  const late = new Promise((done) => setTimeout(done, 2000))
  await Promise.race([document.fonts.load(`700 12px ${LABEL_FONT}`).catch(() => undefined), late])
}

/** Frees an address once whoever is still loading from it has had the time to finish. */
const letGo = (url: string): void => void setTimeout(() => URL.revokeObjectURL(url), 30_000)

/** Changes of zoom that change which numbers and letters are drawn. */
const stepOf = (zoom: number): string => `${Math.floor(zoom * 2)} ${zoom >= NUMBERS_FROM}`

/** One drawn map. */
export class MapEngine {
  readonly map: GlMap
  readonly #overlay: MapLibreOverlay
  #ground: GroundSource
  #theme: ThemeName
  #groups: readonly LayerGroup[] = []
  #selection: MapThing | undefined
  #native = new Map<string, { readonly made: NativeLayer; readonly url: string }>()
  #ready = false
  #gone = false
  #device: Device | undefined
  #step = ''

  constructor(o: EngineOptions) {
    startOnce()
    this.#ground = o.ground
    this.#theme = o.theme
    const where = o.bounds
      ? { bounds: o.bounds as unknown as LngLatBoundsLike, fitBoundsOptions: { padding: o.padding ?? 40 } }
      : { center: [o.camera?.lng ?? -2, o.camera?.lat ?? 53] as [number, number], zoom: o.camera?.zoom ?? 5 }
    this.map = new GlMap({
      container: o.container,
      style: groundStyle(o.ground, o.theme),
      ...where,
      bearing: o.camera?.bearing ?? 0,
      maxPitch: 0,
      maxZoom: 20,
      interactive: o.interactive,
      attributionControl: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      trackResize: o.interactive,
      ...(o.pixelRatio ? { pixelRatio: o.pixelRatio, maxCanvasSize: [8192, 8192] as [number, number] } : {}),
      // lines and dots smooth their own edges: multisampling would only cost (without a GPU, 18 → 83 ms per frame)
      canvasContextAttributes: { preserveDrawingBuffer: !o.interactive, antialias: false },
    })
    this.#overlay = new MapLibreOverlay({
      interleaved: true,
      layers: [],
      onDeviceInitialized: (device) => (this.#device = device),
    })
    this.map.on('style.load', () => this.#styled())
    this.map.on('moveend', () => this.#drawGraticule())
    this.map.on('zoom', () => {
      // numbers give way to squares, or come back; letters get more room
      if (this.#ready && stepOf(this.map.getZoom()) !== this.#step) this.#drawDeck()
    })
    this.map.addControl(this.#overlay)
    if (o.interactive) this.#keepSize()
  }

  /**
   * luma.gl remembers the size that the shared canvas had when it was attached. A page that changes its layout just
   * then (the timeline appears) leaves it with the old one, and ground and data are drawn apart. Checked after each
   * frame, which costs two comparisons.
   */
  #keepSize(): void {
    let tries = 0
    this.map.on('render', () => {
      const context = this.#device?.canvasContext
      if (!context || this.#gone) return
      const canvas = this.map.getCanvas()
      const ratio = this.map.getPixelRatio()
      const [width, height] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio]
      const [w, h] = context.getDrawingBufferSize()
      // a frame of 379.8 px is rounded one way by the page and another by the canvas
      const off = (a: number, b: number) => Math.abs(a - b) > 2
      if (!off(w, width) && !off(h, height) && !off(canvas.width, width) && !off(canvas.height, height))
        tries = 0
      else if (tries++ < 3) {
        context.setDrawingBufferSize(Math.floor(width), Math.floor(height))
        requestAnimationFrame(() => !this.#gone && this.map.resize())
      }
    })
  }

  /** Changes ground or theme; the camera stays. */
  setGround(ground: GroundSource, theme: ThemeName): void {
    if (ground === this.#ground && theme === this.#theme) return
    this.#ground = ground
    this.#theme = theme
    this.#ready = false
    this.#native.forEach((n) => letGo(n.url))
    this.#native.clear()
    this.map.setStyle(groundStyle(ground, theme), { diff: false })
  }

  /** Changes what is drawn on the ground. Specs that are the same objects as before cost nothing. */
  setLayers(groups: readonly LayerGroup[], selection?: MapThing): void {
    this.#groups = groups
    this.#selection = selection
    if (this.#ready) this.#draw()
  }

  /** Changes the size of a still's picture; `ratio` is dots per CSS pixel. */
  resize(ratio: number): void {
    this.map.setPixelRatio(ratio)
    this.map.resize()
  }

  /** Where the map looks now. */
  camera(): Camera {
    const { lng, lat } = this.map.getCenter()
    return { lng, lat, zoom: this.map.getZoom(), bearing: this.map.getBearing() }
  }

  /** Resolves when everything asked for has been drawn. */
  idle(): Promise<void> {
    return new Promise((done) => {
      const settle = () => {
        // deck.gl uploads on the frame after its layers are set: one more frame, then it is all there
        this.map.once('render', () => requestAnimationFrame(() => done()))
        this.map.triggerRepaint()
      }
      // a frame must come first: only drawing a view asks for its tiles
      const wait = () => {
        this.map.once('idle', () => {
          if (this.#gone) done()
          else if (this.#ready && this.map.areTilesLoaded()) settle()
          else wait()
        })
        this.map.triggerRepaint()
      }
      wait()
    })
  }

  /** Frees everything. */
  remove(): void {
    if (this.#gone) return
    this.#gone = true
    this.#native.forEach((n) => letGo(n.url))
    this.map.remove()
  }

  #styled(): void {
    this.#ready = true
    this.#drawGraticule()
    this.#draw()
  }

  #draw(): void {
    this.#drawNative()
    this.#drawDeck()
    // the overlay finds its slots only in a loaded style; look again when it is
    if (!this.map.isStyleLoaded()) this.map.once('idle', () => !this.#gone && this.#drawDeck())
    this.map.triggerRepaint()
  }

  #drawDeck(): void {
    const zoom = this.map.getZoom()
    this.#step = stepOf(zoom)
    this.#overlay.setProps({ layers: deckLayers(this.#groups, this.#theme, zoom, this.#selection) })
  }

  #drawNative(): void {
    const wanted = nativeLayers(this.#groups, this.#theme, this.#selection)
    for (const [id, had] of this.#native) {
      if (wanted.some((n) => n.id === id && n.shape === had.made.shape)) continue
      had.made.layers.forEach(({ layer }) => this.map.getLayer(layer.id) && this.map.removeLayer(layer.id))
      if (this.map.getSource(id)) this.map.removeSource(id)
      letGo(had.url)
      this.#native.delete(id)
    }
    for (const made of wanted) {
      const had = this.#native.get(made.id)
      if (had && had.made.spec === made.spec) continue
      const url = URL.createObjectURL(new Blob([nativeJson(made.spec)], { type: 'application/json' }))
      if (had) {
        // only the data changed: the old dots stay until the new ones are ready, so that nothing flickers
        void (this.map.getSource(made.id) as GeoJSONSource).setData(url)
        letGo(had.url)
      } else {
        this.map.addSource(made.id, nativeSource(made.spec, url))
        made.layers.forEach(({ layer, under }) => this.map.addLayer(layer, under))
      }
      this.#native.set(made.id, { made, url })
    }
  }

  #drawGraticule(): void {
    const source = this.map.getSource(GRATICULE) as GeoJSONSource | undefined
    if (!source || this.#ground.kind !== 'plain') return
    const b = this.map.getBounds()
    const step = graticuleStep(this.map.getZoom(), this.map.getCenter().lat)
    void source.setData(
      graticule(this.#ground.plane, [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()], step),
    )
  }
}
