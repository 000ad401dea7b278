/**
 * GeoPackage 1.3 through SQLite: a table for each layer of shapes with names, units and system right, and a style that QGIS
 * takes up by itself. Layout after OGC 12-128r17.
 */
import type { Geometry } from 'geojson'
import type { Database } from 'sql.js'
import { boxOf, kindOf, projected, type ShapeField, type ShapeLayer } from './shapes.ts'
import { qgisStyle } from './qgisStyle.ts'

const NATIONAL_GRID =
  'PROJCS["OSGB36 / British National Grid",GEOGCS["OSGB36",DATUM["Ordnance_Survey_of_Great_Britain_1936",SPHEROID["Airy 1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1],AUTHORITY["EPSG","27700"]]'
const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'

const utm = (epsg: number): string => {
  const [zone, south] = [epsg % 100, epsg >= 32700]
  return `PROJCS["WGS 84 / UTM zone ${zone}${south ? 'S' : 'N'}",${WGS84},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",${zone * 6 - 183}],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",${south ? 10000000 : 0}],UNIT["metre",1],AUTHORITY["EPSG","${epsg}"]]`
}

/** Name, number and definition of a system in gpkg_spatial_ref_sys. */
const systems = (
  epsg: number,
): readonly (readonly [name: string, id: number, org: string, orgId: number, wkt: string])[] => [
  ['Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined'],
  ['Undefined geographic SRS', 0, 'NONE', 0, 'undefined'],
  ['WGS 84 geodetic', 4326, 'EPSG', 4326, WGS84],
  ...(epsg === 4326
    ? []
    : [
        [
          epsg === 27700 ? 'OSGB36 / British National Grid' : `EPSG:${epsg}`,
          epsg,
          'EPSG',
          epsg,
          epsg === 27700 ? NATIONAL_GRID : utm(epsg),
        ] as const,
      ]),
]

const name = (text: string) => `"${text.replaceAll('"', '""')}"`
const SQL_TYPE: Readonly<Record<ShapeField['kind'], string>> = { text: 'TEXT', number: 'REAL', date: 'DATE' }

/** The header a GeoPackage puts before WKB: "GP", version 0, little-endian with an envelope, and the system. */
function withHeader(
  wkb: Uint8Array,
  epsg: number,
  box: readonly [number, number, number, number],
): Uint8Array {
  const out = new Uint8Array(40 + wkb.length)
  const view = new DataView(out.buffer)
  out.set([0x47, 0x50, 0, 0b00000011])
  view.setInt32(4, epsg, true)
  // minx, maxx, miny, maxy
  ;[box[0], box[2], box[1], box[3]].forEach((v, i) => view.setFloat64(8 + 8 * i, v, true))
  out.set(wkb, 40)
  return out
}

function schema(db: Database, epsg: number): void {
  db.run('PRAGMA application_id = 1196444487')
  db.run('PRAGMA user_version = 10300')
  db.run(`CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)`)
  db.run(`CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id))`)
  db.run(`CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name))`)
  db.run(`CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name))`)
  // labels and units of columns: the schema extension
  db.run(`CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
    mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name))`)
  db.run(`INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema',
    'http://www.geopackage.org/spec121/#extension_schema', 'read-write')`)
  // where QGIS looks for a style
  db.run(`CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP)`)
  db.run(
    `INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles')`,
  )
  for (const s of systems(epsg))
    db.run('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)', [...s])
}

/** One layer as a table, with its names, units and style. */
function addLayer(db: Database, layer: ShapeLayer, toWkb: (g: Geometry) => Uint8Array): void {
  const { epsg, geometries } = projected(layer)
  const columns = layer.fields.map((f) => `${name(f.name)} ${SQL_TYPE[f.kind]}`)
  db.run(
    `CREATE TABLE ${name(layer.name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB${columns.map((c) => ', ' + c).join('')})`,
  )
  const box = boxOf(geometries) ?? [null, null, null, null]
  db.run(
    `INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)
     VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?)`,
    [layer.name, layer.title, layer.about, ...box, epsg],
  )
  const kind = kindOf(geometries).toUpperCase()
  db.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [layer.name, 'geom', kind, epsg])
  for (const f of layer.fields)
    db.run('INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)', [
      ...[layer.name, f.name, f.name, f.label],
      f.unit ? `in ${f.unit}` : null,
    ])
  db.run(
    `INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, useAsDefault)
     VALUES ('', '', ?, 'geom', ?, ?, 1)`,
    [layer.name, layer.title.slice(0, 30), qgisStyle(layer, kind)],
  )
  db.run('BEGIN')
  const insert = db.prepare(
    `INSERT INTO ${name(layer.name)} (geom${layer.fields.map((f) => ', ' + name(f.name)).join('')}) VALUES (?${', ?'.repeat(layer.fields.length)})`,
  )
  geometries.forEach((g, k) => {
    const own = boxOf([g])
    insert.run([own ? withHeader(toWkb(g), epsg, own) : null, ...layer.shapes[k].values])
  })
  insert.free()
  db.run('COMMIT')
}

/** The layers, of one system and with names of their own, as the bytes of one file. */
export async function toGeoPackage(layers: readonly ShapeLayer[]): Promise<Uint8Array> {
  const [{ default: init }, { geojsonToWkb }] = await Promise.all([
    import('sql.js/dist/sql-wasm-inline.js'),
    import('hyparquet-writer'),
  ])
  const db = new (await init()).Database()
  try {
    schema(db, layers[0] ? projected({ ...layers[0], shapes: [] }).epsg : 4326)
    // a name is the key of its table and must be unique in words, too
    const titles = new Set<string>()
    for (const layer of layers) {
      let { title } = layer
      for (let k = 2; titles.has(title); k++) title = `${layer.title} (${k})`
      titles.add(title)
      addLayer(db, { ...layer, title }, geojsonToWkb)
    }
    return db.export()
  } finally {
    db.close()
  }
}
