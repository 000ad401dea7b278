/** The ground under the map: the user's own files, a local map file, an online map if asked for, or an honest plain one. */
import { KeptWeakMap, keeps } from '../core/base/kept.ts'
import { useEffect, useMemo, useState } from 'react'
import britainUrl from '../../data/ground/britain.geojson?url'
import {
  groundFromGeoJson,
  openOnline,
  refusedTiles,
  type GroundFeatures,
  type GroundSource,
  type TileArchive,
} from '../map/index.ts'
import { useSettings } from '../state/settings.ts'
import { type GroundFiles, useStore } from '../state/store.ts'
import { toast } from '../ui/index.ts'
import { isOnlinePage } from './online.ts'

const grounds = new KeptWeakMap<object, GroundFeatures[]>()

/** A file as the map draws it, made once; a file with nothing to draw is no ground. */
function groundOf(file: GroundFiles): GroundFeatures[] {
  let made = grounds.get(file)
  if (!made) {
    try {
      made = [groundFromGeoJson(file.name, file.features)]
    } catch {
      made = []
    }
    grounds.set(file, made)
  }
  return made
}

const ISLANDS = 'Britain and Ireland'

/** The outline of the islands and names of towns, for British data without a ground of its own; read once. */
// keeps no data: the outline that ships with the page
let islands: Promise<GroundFeatures> | undefined
const readIslands = (): Promise<GroundFeatures> =>
  (islands ??= fetch(britainUrl).then(async (r): Promise<GroundFeatures> => ({
    name: ISLANDS,
    // it ships in the map's own few words
    data: (await r.json()) as GroundFeatures['data'],
    bounds: [-11, 49, 3, 62],
    notes: [],
    attribution: 'Outline: Natural Earth',
  })))

/** What the map on the screen lies on; undefined until there is one */
let latest: GroundSource | undefined
keeps(() => void (latest = undefined))

/** What files alone gave last, and of which: the same files give the same ground. */
let ofFiles: { readonly of: readonly unknown[]; readonly ground: GroundSource } | undefined
keeps(() => void (ofFiles = undefined))

/** The ground where there is no map file and nothing online: the streets that were loaded, else a plain one. */
const groundWithout = (features: readonly GroundFeatures[], streets: boolean, plane: string): GroundSource =>
  streets ? { kind: 'features', features } : { kind: 'plain', plane, features }

/** What files alone give: no map file, nothing online, no outline. */
function groundOfFiles(): GroundSource {
  const { ground: files, boundaries, incidents } = useStore.getState()
  const crs = incidents?.table.crs ?? 'EPSG:27700'
  const of = [files, boundaries, crs]
  if (!ofFiles || ofFiles.of.some((v, i) => v !== of[i]))
    ofFiles = {
      of,
      ground: groundWithout([...files, ...boundaries].flatMap(groundOf), files.length > 0, crs),
    }
  return ofFiles.ground
}

/** The ground of the moment, for pictures made away from the screen: of the files alone while the map is on its way. */
export const groundNow = (): GroundSource => latest ?? groundOfFiles()

/**
 * The shapes a sheet can draw under its doors by itself: all there is to draw, but the outline of the islands. Undefined where
 * the ground is tiles, which only a map can draw.
 */
export function shapesOnPaper(): readonly GroundFeatures[] | undefined {
  const now = groundNow()
  if (now.kind !== 'plain' && now.kind !== 'features') return undefined
  return (now.features ?? []).filter((f) => f.name !== ISLANDS)
}

/** The ground as the map shows it. */
export function useGround(): GroundSource {
  const files = useStore((s) => s.ground)
  const boundaries = useStore((s) => s.boundaries)
  const basemap = useStore((s) => s.basemap)
  const crs = useStore((s) => s.incidents?.table.crs ?? 'EPSG:27700')
  const tiles = useSettings((s) => s.onlineTiles)
  const [opened, setOpened] = useState<{ of: Blob; archive: TileArchive }>()
  const [online, setOnline] = useState<GroundSource>()
  const [britain, setBritain] = useState<GroundFeatures>()
  const sample = useStore((s) => s.incidents?.sample ?? false)
  const bare =
    useStore((s) => s.incidents !== undefined) && !sample && crs === 'EPSG:27700' && files.length === 0
  useEffect(() => {
    // without it the map is a bare grid, as before: nothing else is lost
    if (bare) readIslands().then(setBritain, () => (islands = undefined))
  }, [bare])

  useEffect(() => {
    let live = true
    if (!basemap) return
    import('../map/archive.ts')
      .then((m) => m.openArchive(new File([basemap.blob], basemap.name)))
      .then(
        (archive) => live && setOpened({ of: basemap.blob, archive }),
        (e: Error) => toast({ text: e.message, tone: 'bad' }),
      )
    return () => void (live = false)
  }, [basemap])
  useEffect(() => {
    if (!isOnlinePage() || !tiles || refusedTiles(tiles)) return
    openOnline(tiles, tiles.includes('openstreetmap') ? '© OpenStreetMap contributors' : '').then(
      setOnline,
      (e: Error) => toast({ text: e.message, tone: 'bad' }),
    )
  }, [tiles])

  // an archive belongs to the file it was opened from
  const archive = opened && opened.of === basemap?.blob ? opened.archive : undefined
  const ground = useMemo((): GroundSource => {
    const features = [...files, ...boundaries].flatMap(groundOf)
    if (archive) return { kind: 'pmtiles', archive, features }
    if (online) return { ...online, features } as GroundSource
    return groundWithout(bare && britain ? [britain, ...features] : features, files.length > 0, crs)
  }, [files, boundaries, archive, online, crs, bare, britain])
  useEffect(() => {
    latest = ground
  }, [ground])
  return ground
}
