/** Parts of packages that come without types of their own. */
declare module 'sql.js/dist/sql-wasm-inline.js' {
  export { default } from 'sql.js'
}
declare module 'proj4/dist/proj4-src.js' {
  export { default } from 'proj4'
}
declare module 'shpjs' {
  import type { GeoJsonProperties, Geometry } from 'geojson'
  export function parseShp(shp: ArrayBuffer, prj?: string): (Geometry | null)[]
  export function parseDbf(dbf: ArrayBuffer, cpg?: string): GeoJsonProperties[]
}
