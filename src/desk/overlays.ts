/** Partner overlays: places of others (premises, cameras, fires …) over the map. Nothing here is ever counted. */
import { KeptWeakMap } from '../core/base/kept.ts'
import { pointOnFeature } from '@turf/turf'
import { useMemo } from 'react'
import { dictAt } from '../core/base/text.ts'
import type { ImportOptions } from '../import/contract.ts'
import type { Ink, LayerSpec, PointsLayer } from '../map/index.ts'
import { type Boundaries, type OverlayFile, setSession, useStore, withOverlay } from '../state/store.ts'
import { toast } from '../ui/index.ts'
import { read } from './files/readFiles.ts'
import { count, fileWords, many } from './words.ts'

const SHAPES = ['diamond', 'triangle', 'ring', 'square'] as const
const INKS: readonly Ink[] = ['partner', 'outline', 'cold']

/** The symbol of an overlay: shapes first, so that paper and every eye can tell them; then the next ink. */
export const signOf = (sign: number): { shape: NonNullable<PointsLayer['shape']>; ink: Ink } => ({
  shape: SHAPES[sign % SHAPES.length],
  ink: INKS[Math.floor(sign / SHAPES.length) % INKS.length],
})

/** "licensed premises": the file without its ending. */
export const overlayTitle = ({ name }: Pick<OverlayFile, 'name'>): string =>
  (name.split(/ › |\//).at(-1) ?? name).replace(/\.[a-z0-9]{2,8}$/i, '').replace(/[_-]+/g, ' ')

/** Number of the first row of each overlay in the list of all. */
export const starts = (overlays: readonly OverlayFile[]): number[] => {
  let at = 0
  return overlays.map((o) => (at += o.lng.length) - o.lng.length)
}

/** From this many places on, symbols seen from afar are small. */
const CROWD = 2000

const layerOf = (o: OverlayFile, start: number): LayerSpec => {
  const n = o.lng.length
  const positions = new Float64Array(2 * n)
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    positions[2 * i] = o.lng[i]
    positions[2 * i + 1] = o.lat[i]
    rows[i] = start + i
  }
  const title = overlayTitle(o)
  const base = {
    id: o.name,
    label: `${title} (${count(n)}, not counted)`,
    tip: (i: number) => ({
      title: dictAt(o.labels, i) || title,
      lines: [`${title}: partner overlay, not counted`],
    }),
  }
  const sign = signOf(o.sign)
  if (o.areas)
    return {
      ...base,
      kind: 'areas',
      fill: false,
      areas: o.areas.map((geometry) => ({ geometry, ink: sign.ink })),
    }
  return {
    ...base,
    kind: 'points',
    positions,
    rows,
    ...sign,
    radius: n > CROWD ? 3 : 5,
    least: n > CROWD ? 1.8 : 4.5,
  }
}

const made = new KeptWeakMap<
  OverlayFile['lng'],
  { sign: number; start: number; labels: unknown; layer: LayerSpec }
>()

/** The layers of the overlays that are switched on; the same objects while nothing about them changes. */
export function overlayLayers(overlays: readonly OverlayFile[]): LayerSpec[] {
  const at = starts(overlays)
  return overlays.flatMap((o, k) => {
    if (!o.on) return []
    const had = made.get(o.lng)
    if (had && had.sign === o.sign && had.start === at[k] && had.labels === o.labels) return [had.layer]
    const layer = layerOf(o, at[k])
    made.set(o.lng, { sign: o.sign, start: at[k], labels: o.labels, layer })
    return [layer]
  })
}

export function useOverlayLayers(): readonly LayerSpec[] {
  const overlays = useStore((s) => s.overlays)
  return useMemo(() => overlayLayers(overlays), [overlays])
}

const put = (overlays: readonly OverlayFile[]) => setSession({ overlays })
const now = () => useStore.getState().overlays

/** Shows or hides one overlay. */
export const toggleOverlay = (o: OverlayFile): void =>
  put(now().map((other) => (other === o ? { ...o, on: !o.on } : other)))

/** Takes an overlay off the map and out of the page. */
export function removeOverlay(o: OverlayFile): void {
  const before = now()
  put(before.filter((other) => other !== o))
  toast({ text: `${overlayTitle(o)} taken off the map.`, undo: () => put(before) })
}

/** Names the places of an overlay by another column; the file is read again, as only one column is ever kept. */
export async function nameBy(o: OverlayFile, label: string | null): Promise<void> {
  await layOver(o.files, { as: 'overlay', label }, o.name)
}

/** Reads files as overlays and nothing else of them; `only` = the one of that name. */
export async function layOver(
  files: readonly File[],
  options: ImportOptions = { as: 'overlay' },
  only?: string,
): Promise<boolean> {
  const opened = await read(files, options)
  if (!opened) return false
  const found = opened.filter((o) => o.kind === 'overlay' && (only === undefined || o.name === only))
  const declined = opened.flatMap((o) =>
    o.kind === 'declined' && found.length === 0 ? [{ name: o.name, sentence: o.sentence }] : [],
  )
  let overlays = now()
  for (const o of found) if (o.kind === 'overlay') overlays = withOverlay(overlays, o, files)
  setSession({ overlays, importing: undefined, declined, ready: true })
  return found.length > 0
}

/** Takes areas from the boundaries and lays their outlines over the map: no beats any more, only drawn. */
export function overlayOfAreas(b: Boundaries): void {
  const { features } = b.features
  const lng = new Float64Array(features.length)
  const lat = new Float64Array(features.length)
  features.forEach((f, i) => ([lng[i], lat[i]] = pointOnFeature(f).geometry.coordinates))
  const before = useStore.getState()
  const overlays = withOverlay(
    before.overlays,
    {
      kind: 'overlay',
      name: b.name,
      lng,
      lat,
      labels: {
        values: ['', ...features.map((f) => String(f.properties?.name ?? ''))],
        codes: Uint32Array.from(features, (_, i) => i + 1),
      },
      label: 'name',
      choices: [],
      rows: features.length,
      leftOut: [],
      notes: ['Outlines; a place in the table is a point inside each.'],
      // the shapes alone: what else the file says of them is dropped
      areas: features.map((f) => f.geometry),
    },
    [],
  )
  setSession({ overlays, boundaries: before.boundaries.filter((other) => other !== b) })
  toast({
    text: `${b.name} is a partner overlay now: drawn, not counted.`,
    undo: () => setSession({ overlays: before.overlays, boundaries: before.boundaries }),
  })
}

/** What the page says when places were laid over the map. */
export const laidWords = (o: { name: string; lng: { length: number } }): string =>
  `${fileWords(o.name)}: ${many(o.lng.length, 'place')} laid over the map, not counted in anything.`

const MARKS: Readonly<Record<string, string>> = { diamond: '◆', triangle: '▲', ring: '○', square: '■' }

/** The overlays that are shown, for a map on paper: their layers, and a key in words; nothing when there are none. */
export function overlaysOnPaper(): { layers: LayerSpec[]; key: string | undefined } {
  const shown = now().filter((o) => o.on)
  const said = shown.map(
    (o) => `${o.areas ? '▭' : MARKS[signOf(o.sign).shape]} ${overlayTitle(o)} (${count(o.lng.length)})`,
  )
  return {
    layers: overlayLayers(now()),
    key: said.length > 0 ? `Partner overlays, not counted: ${said.join(', ')}.` : undefined,
  }
}
