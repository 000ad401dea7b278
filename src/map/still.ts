/** A map as a picture for paper: drawn off the screen at the paper's own resolution, then taken away. */
import { keeps } from '../core/base/kept.ts'
import type { Units } from '../core/base/lengths.ts'
import { MapEngine, NO_WEBGL, canDraw, fontReady } from './engine.ts'
import { metresPerPixel, scaleBar, type Bounds } from './graticule.ts'
import { attributionOf, type GroundSource, unmeasured } from './ground.ts'
import type { LayerGroup } from './kit.ts'
import { THEMES, type ThemeName } from './theme.ts'

/** What to draw and how large. */
export interface StillOptions {
  readonly layers: readonly LayerGroup[]
  readonly ground: GroundSource
  /** west, south, east, north; all of it is shown, with `paddingMm` around */
  readonly bounds: Bounds
  readonly widthMm: number
  readonly heightMm: number
  /** dots per inch; 200 unless told */
  readonly dpi?: number
  readonly theme?: ThemeName
  readonly paddingMm?: number
  /** closest zoom: a single home is not blown up beyond recognition; 17.5 unless told */
  readonly maxZoom?: number
  /** draw the scale bar and attribution into the picture; true unless told */
  readonly marks?: boolean
  /** how the scale bar tells lengths; metric unless told */
  readonly units?: Units
}

const MM_PER_INCH = 25.4
const CSS_DPI = 96
/** Longest wait for a still, milliseconds: tiles from a dead server must not hold up the printing. */
const PATIENCE = 30_000

const pngOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((done, fail) =>
    canvas.toBlob(
      (b) =>
        b
          ? done(b)
          : fail(new Error('The browser gave no picture of the map; print without it or try again.')),
      'image/png',
    ),
  )

/** Writes scale bar, where `perPixel` metres are known, and attribution into a picture. `scale` is dots per CSS pixel. */
function mark(
  canvas: HTMLCanvasElement,
  theme: ThemeName,
  perPixel: number | undefined,
  credit: string,
  scale: number,
  units?: Units,
): void {
  const g = canvas.getContext('2d')!
  const { label, halo } = THEMES[theme].ground
  const [w, h] = [canvas.width / scale, canvas.height / scale]
  g.scale(scale, scale)
  g.font = '600 11px "Inter Variable", Inter, system-ui, sans-serif'
  g.lineJoin = 'round'
  const write = (text: string, x: number, y: number) => {
    g.lineWidth = 3
    g.strokeStyle = halo
    g.strokeText(text, x, y)
    g.fillStyle = label
    g.fillText(text, x, y)
  }
  if (perPixel !== undefined) {
    const bar = scaleBar(perPixel, 110, units)
    const x1 = w - 12
    const x0 = x1 - bar.pixels
    for (const [colour, width] of [
      [halo, 5],
      [label, 2],
    ] as const) {
      g.strokeStyle = colour
      g.lineWidth = width
      g.beginPath()
      g.moveTo(x0, h - 15)
      g.lineTo(x0, h - 10)
      g.lineTo(x1, h - 10)
      g.lineTo(x1, h - 15)
      g.stroke()
    }
    g.textAlign = 'center'
    write(bar.label, (x0 + x1) / 2, h - 18)
  }
  g.textAlign = 'left'
  g.font = '9px "Inter Variable", Inter, system-ui, sans-serif'
  if (credit) write(credit, 8, h - 8)
}

/** Copies what a map has drawn, with its marks, to a PNG; `stays`: what was drawn last is still there. */
export async function pictureOf(
  engine: MapEngine,
  theme: ThemeName,
  ground: GroundSource,
  marks: boolean,
  units?: Units,
  stays = false,
): Promise<Blob> {
  const { map } = engine
  const drawn = map.getCanvas()
  const canvas = document.createElement('canvas')
  const copy = () => {
    canvas.width = drawn.width
    canvas.height = drawn.height
    canvas.getContext('2d')!.drawImage(drawn, 0, 0)
  }
  if (stays) copy()
  // a screen's buffer is cleared once the frame is shown: copy it while it is being drawn
  else
    await new Promise<void>((done) => {
      map.once('render', () => {
        copy()
        done()
      })
      map.triggerRepaint()
    })
  if (marks)
    mark(
      canvas,
      theme,
      unmeasured(ground) ? undefined : metresPerPixel(map.getZoom(), map.getCenter().lat),
      attributionOf(ground),
      drawn.width / drawn.clientWidth,
      units,
    )
  return pngOf(canvas)
}

/** The one engine stills are drawn with, and its box. Starting one costs seconds without a GPU; a second picture does not. */
let kept: { readonly engine: MapEngine; readonly container: HTMLElement } | undefined
// keeps no data: when the engine goes, and whose turn it is
let farewell: ReturnType<typeof setTimeout> | undefined
// keeps no data: as above
let queue: Promise<unknown> = Promise.resolve()

function leave(): void {
  kept?.engine.remove()
  kept?.container.remove()
  kept = undefined
}
// the layers of the last picture go with everything else
keeps(() => kept && leave())

function box(widthPx: number, heightPx: number): HTMLElement {
  const container = kept?.container ?? document.createElement('div')
  // off the screen, not hidden: a hidden box has no size and is never drawn
  container.style.cssText = `position:fixed;left:-20000px;top:0;width:${widthPx}px;height:${heightPx}px`
  container.setAttribute('aria-hidden', 'true')
  container.inert = true
  if (!container.isConnected) document.body.append(container)
  return container
}

async function draw(o: StillOptions): Promise<Blob> {
  clearTimeout(farewell)
  if (!kept && !canDraw()) throw new Error(NO_WEBGL)
  await fontReady()
  const ratio = (o.dpi ?? 200) / CSS_DPI
  const theme = o.theme ?? 'paper'
  const px = (mm: number) => Math.round((mm / MM_PER_INCH) * CSS_DPI)
  const container = box(px(o.widthMm), px(o.heightMm))
  const padding = px(o.paddingMm ?? 8)
  try {
    if (kept) {
      kept.engine.setGround(o.ground, theme)
      kept.engine.resize(ratio)
    } else {
      const { ground, bounds } = o
      const options = { container, ground, theme, bounds, padding, interactive: false, pixelRatio: ratio }
      kept = { engine: new MapEngine(options), container }
    }
    const { engine } = kept
    const [w, s, e, n] = o.bounds
    engine.map.fitBounds([w, s, e, n], { padding, maxZoom: o.maxZoom ?? 17.5, animate: false })
    engine.setLayers(o.layers)
    await Promise.race([engine.idle(), new Promise((done) => setTimeout(done, PATIENCE))])
    return await pictureOf(engine, theme, o.ground, o.marks ?? true, o.units, true)
  } catch (e) {
    leave()
    throw e
  } finally {
    farewell = setTimeout(leave, 20_000)
  }
}

/**
 * Draws a map for print and gives it as a PNG of widthMm × heightMm at `dpi`; several are drawn one after another.
 * Rejects with a sentence when the browser cannot draw; a sheet then prints without its map.
 */
export function renderStill(o: StillOptions): Promise<Blob> {
  const next = queue.then(() => draw(o))
  queue = next.catch(() => undefined)
  return next
}
