/** A grid of values as an image in class steps. */
import type { GridLayer } from './kit.ts'
import { rampColours, rgba, type ThemeName } from './theme.ts'

/** Class of a value: the number of breaks at or below it, less one; -1 below the first and for NaN. */
export function classOf(value: number, breaks: readonly number[]): number {
  if (!(value >= breaks[0])) return -1
  let k = 0
  while (k + 1 < breaks.length && value >= breaks[k + 1]) k++
  return k
}

/** Whether a class lies below zero on a diverging ramp: such cells are hatched, so that cold and hot differ without colour. */
export const isCold = (spec: GridLayer, k: number): boolean =>
  spec.ramp === 'diverging' && k + 1 < spec.breaks.length && spec.breaks[k + 1] <= 0

/** Colours of the classes, lowest first. A diverging ramp keeps its middle at the class that holds zero. */
export function classColours(spec: GridLayer, theme: ThemeName): string[] {
  const n = spec.breaks.length
  if (spec.ramp !== 'diverging') return rampColours(spec.ramp, theme, n)
  const middle = classOf(0, spec.breaks)
  // as many steps either side as the longer side needs, so that equal distance from zero has equal strength
  const side = Math.max(middle, n - 1 - middle)
  const all = rampColours('diverging', theme, 2 * side + 1)
  return spec.breaks.map((_, k) => all[side - middle + k])
}

/**
 * RGBA bytes, north row first. Each cell is `scale` pixels wide, so that cold cells can be hatched; values below
 * the first break are clear.
 */
export function gridImage(spec: GridLayer, theme: ThemeName, opacity: number) {
  const { nx, ny, values, breaks } = spec
  const hatch = spec.ramp === 'diverging' && breaks.some((_, k) => isCold(spec, k))
  const scale = hatch ? Math.max(1, Math.min(8, Math.floor(2048 / Math.max(nx, ny)))) : 1
  // the class around zero of a diverging ramp says "nothing unusual": the ground stays readable through it
  const calm = spec.ramp === 'diverging' ? classOf(0, breaks) : -1
  const word = (c: string, a: number) => new Uint32Array(Uint8Array.from(rgba(c, a)).buffer)[0]
  const all = classColours(spec, theme)
  const colours = all.map((c, k) => word(c, k === calm ? opacity * 0.3 : opacity))
  const faint = all.map((c) => word(c, opacity * 0.45))
  const width = nx * scale
  const pixels = new Uint32Array(width * ny * scale)
  for (let row = 0; row < ny; row++)
    for (let col = 0; col < nx; col++) {
      const k = classOf(values[row * nx + col], breaks)
      if (k < 0) continue
      const cold = scale >= 4 && isCold(spec, k)
      const top = (ny - 1 - row) * scale
      for (let y = 0; y < scale; y++)
        for (let x = 0; x < scale; x++) {
          const py = top + y
          const px = col * scale + x
          pixels[py * width + px] = cold && (px + py) % 4 >= 2 ? faint[k] : colours[k]
        }
    }
  return { width, height: ny * scale, data: new Uint8ClampedArray(pixels.buffer) }
}
