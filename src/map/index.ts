/** What other rooms take from the map: the kit, legends, grounds, colours. */
export type { TileArchive } from './archive.ts'
export { groundFromGeoJson, type GroundFeatures } from './features.ts'
export type { DrawnShape } from './drawing.ts'
export type { Bounds } from './graticule.ts'
export { ONLINE_SUGGESTION, ONLINE_WARNING, openOnline, type GroundSource } from './ground.ts'
export type * from './kit.ts'
export { legendOf, type LegendLine } from './legendModel.ts'
export { Legend, LegendStrip, type Pin } from './Legend.tsx'
// what draws weighs two megabytes: it is fetched by import('…/map/MapView.tsx') and import('…/map/still.ts') when asked for
export type { MapHandle } from './MapView.tsx'
export { rampColours, THEMES, type ThemeName } from './theme.ts'
export { refusedTiles, TILE_HOST } from './tileHost.ts'
