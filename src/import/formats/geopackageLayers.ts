/** Feature tables of a GeoPackage. */
import type { Feature } from 'geojson'
import type { Database, SqlValue } from 'sql.js'
import type { Opened } from '../contract.ts'
import { Declined } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import type { Found } from './format.ts'
import { fromFeatures, MAX_FEATURES } from './geojson.ts'
import { systemOf } from './systems.ts'
import { readWkb } from './wkb.ts'

/** Milliseconds a layer may take: its rows lie in the file, so what takes longer is no plain table. */
const PATIENCE = 20_000
/** Most bytes that the rows of a layer may hold together. */
const MAX_CONTENT = 600 * 2 ** 20
/** Layers beyond this are no crimes. */
const MAX_LAYERS = 100

/** SQLite runs as WebAssembly inside the page; nothing is fetched. */
export async function readLayers(name: string, bytes: Uint8Array): Promise<Found> {
  const { default: init } = await import('sql.js/dist/sql-wasm-inline.js')
  const db = new (await init()).Database(bytes)
  try {
    for (const table of ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'])
      mustBePlain(db, name, table)
    const layers = [
      ...rows(
        db,
        name,
        `select c.table_name, g.column_name, s.organization || ':' || s.organization_coordsys_id${hasDefinition(db) ? ', s.definition' : ''}
         from gpkg_contents c join gpkg_geometry_columns g on g.table_name = c.table_name
         left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id where c.data_type = 'features' limit ${MAX_LAYERS}`,
      ),
    ]
    if (layers.length === 0)
      throw new Declined(
        `${name} is a GeoPackage without any layer of shapes. Export the layer again, or as CSV with coordinates.`,
      )
    const tables: RawTable[] = []
    const opened: Opened[] = []
    const passed: Declined[] = []
    for (const { values } of layers) {
      const [table, column, code, wkt] = values.map((v) => (typeof v === 'string' ? v : ''))
      // a view beside the tables takes nothing from them
      try {
        mustBePlain(db, name, table)
      } catch (error) {
        if (!(error instanceof Declined)) throw error
        passed.push(error)
        continue
      }
      const title = layers.length > 1 ? `${name} › ${table}` : name
      const features = featuresOf(db, title, table, column)
      if (features.length === 0) continue
      const system = /^(none|.*:(0|-1)$)/i.test(code) ? undefined : systemOf({ code, wkt })
      const found = await fromFeatures(title, features, system)
      tables.push(...(found.tables ?? []))
      opened.push(...(found.opened ?? []))
    }
    if (tables.length === 0 && opened.length === 0 && passed.length > 0) throw passed[0]
    if (tables.length === 0 && opened.length === 0)
      throw new Declined(
        `${name} is a GeoPackage without a row in its layers. Export it again with the period you need.`,
      )
    const unread = passed.map(notRead)
    for (const [i, t] of tables.entries()) tables[i] = { ...t, notes: [...t.notes, ...unread] }
    return { tables, opened, layered: tables.length > 1 }
  } finally {
    db.close()
  }
}

/** What is said of a layer beside others that was not read. */
const notRead = ({ message }: Declined): string => `Not read: ${message}`

const hasDefinition = (db: Database): boolean =>
  db.exec('pragma table_info(gpkg_spatial_ref_sys)')[0]?.values.some((v) => v[1] === 'definition') ?? false

const quoted = (s: string): string => `"${s.replaceAll('"', '""')}"`

/**
 * Throws Declined unless a name is that of a table whose rows lie in the file. Views and computed columns are programs
 * of the file's maker: one can run for ever, or make gigabytes out of nothing.
 */
function mustBePlain(db: Database, name: string, table: string): void {
  const found = db.exec("select sql from sqlite_master where type = 'table' and lower(name) = lower(?)", [
    table,
  ])
  const sql = found[0]?.values[0]?.[0]
  if (typeof sql !== 'string')
    throw new Declined(
      `${name} has a layer “${table.slice(0, 60)}” that is a view or is missing, not a table. Save the layer as a table of its own, or export it as GeoJSON.`,
    )
  const columns = /^\s*create\s+virtual/i.test(sql)
    ? undefined
    : db.exec(`pragma table_xinfo(${quoted(table)})`)[0]?.values
  // hidden: 0 plain, 2 and 3 computed
  if (!columns || columns.some((c) => c[6] !== 0))
    throw new Declined(
      `${name} has a layer “${table.slice(0, 60)}” with computed columns, which Cocoon does not run. Export it as GeoJSON, or with plain columns.`,
    )
}

/** Rows of a query one by one, within bounds of number, size and time. */
function* rows(
  db: Database,
  name: string,
  sql: string,
): Generator<{ columns: string[]; values: SqlValue[] }, void> {
  const statement = db.prepare(sql)
  const columns = statement.getColumnNames()
  const end = Date.now() + PATIENCE
  let size = 0
  let n = 0
  try {
    while (statement.step()) {
      const values = statement.get()
      for (const v of values) size += typeof v === 'string' || v instanceof Uint8Array ? v.length : 8
      n++
      if (size > MAX_CONTENT || n > MAX_FEATURES || (n % 256 === 0 && Date.now() > end))
        throw new Declined(
          `${name} has more in it than a page can hold. Export a shorter period, or as CSV with coordinates.`,
        )
      yield { columns, values }
    }
  } finally {
    statement.free()
  }
}

function featuresOf(db: Database, name: string, table: string, column: string): Feature[] {
  const features: Feature[] = []
  for (const { columns, values } of rows(db, name, `select * from ${quoted(table)}`)) {
    const at = columns.indexOf(column)
    const blob = values[at]
    features.push({
      type: 'Feature',
      // from entries, so that a column named like a part of JavaScript stays a plain name
      properties: Object.fromEntries(columns.flatMap((c, i) => (i === at ? [] : [[c, values[i]]]))),
      geometry: (blob instanceof Uint8Array ? shapeOf(blob) : null) as Feature['geometry'],
    })
  }
  return features
}

/** The shape in a GeoPackage's blob: its own head, an envelope of some length, then well-known binary. */
function shapeOf(blob: Uint8Array): Feature['geometry'] | null {
  if (blob[0] !== 0x47 || blob[1] !== 0x50) return null
  const envelope = [0, 32, 48, 48, 64][(blob[3] >> 1) & 7] ?? 0
  return readWkb(blob, 8 + envelope)?.geometry ?? null
}
