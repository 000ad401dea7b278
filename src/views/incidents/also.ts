/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  incidents:
    'crimes table rows list search records export download csv save geopackage qgis gis kml geojson parquet shapefile',
}
