/** What other rooms take from the map: the kit, legends, grounds, colours. */
export type { TileArchive } from './archive.ts'
export type { DrawingMode } from './drawing.ts'
export type { Camera } from './engine.ts'
export { groundFromFile, groundFromGeoJson, type GroundFeatures } from './features.ts'
export { metresPerPixel, scaleBar, type Bounds } from './graticule.ts'
export {
  attributionOf,
  ONLINE_SUGGESTION,
  ONLINE_WARNING,
  openOnline,
  type GroundSource,
  type OnlineGround,
} from './ground.ts'
export type * from './kit.ts'
export { legendOf, type LegendLine } from './legendModel.ts'
export { Legend, type LegendProps, LegendStrip, type Pin } from './Legend.tsx'
// what draws weighs two megabytes: it is fetched by import('…/map/MapView.tsx') and import('…/map/still.ts') when asked for
export type { MapHandle, MapViewProps } from './MapView.tsx'
export type { StillOptions } from './still.ts'
export { contrast, inkVariables, rampColours, THEMES, type MapTheme, type ThemeName } from './theme.ts'
export { refusedTiles, TILE_HOST } from './tileHost.ts'
