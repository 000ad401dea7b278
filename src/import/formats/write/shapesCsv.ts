/** Shapes as a CSV: what is known of each, where its middle lies, and of which period and filter it is. */
import { csvCell } from '../../../core/base/csv.ts'
import { gridReference } from '../../../core/geometry/gridRef.ts'
import { inBritain, isNowhere, planeOf } from '../../../core/geometry/plane.ts'
import { boxOf, projected, type ShapeLayer } from './shapes.ts'

/** Said in each row, so that a row that was copied elsewhere still says what it is of. */
export interface RowWords {
  readonly period: string
  readonly filter: string
  /** of what a method made: its settings, and as at which day */
  readonly settings?: string
}

/**
 * The layer with CRLF line ends; a text that a spreadsheet would run is kept from running. The place of a shape is the
 * middle of its box: degrees to six digits, metres where the plane has any, the 10 m square of the National Grid.
 */
export function toShapesCsv(layer: ShapeLayer, words: RowWords): string {
  const plane = layer.crs && !isNowhere(layer.crs) ? planeOf(layer.crs) : undefined
  const british = planeOf('EPSG:27700')
  const heads = [
    ...layer.fields.map((f) => (f.unit ? `${f.label} (${f.unit})` : f.label)),
    ...['Longitude', 'Latitude'],
    ...(plane ? [`Easting (${layer.crs})`, `Northing (${layer.crs})`] : []),
    ...['Grid reference', 'Period', 'Filter'],
    ...(words.settings ? ['Settings'] : []),
  ]
  const lines = [heads.map(csvCell).join(',')]
  const { geometries } = projected(layer)
  layer.shapes.forEach((s, k) => {
    const box = boxOf([geometries[k]])
    const middle = box && ([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const)
    const metres = plane && middle
    const at = metres ? plane.inverse(...metres) : middle
    const onGrid =
      at && !isNowhere(layer.crs ?? '') && inBritain(...at)
        ? layer.crs === 'EPSG:27700'
          ? middle
          : british.forward(...at)
        : undefined
    const round = (v: number | undefined, by: number) => (v === undefined ? '' : Math.round(v * by) / by)
    lines.push(
      [
        ...s.values.map((v) => v ?? ''),
        ...[round(at?.[0], 1e6), round(at?.[1], 1e6)],
        ...(plane ? [round(metres?.[0], 100), round(metres?.[1], 100)] : []),
        onGrid ? gridReference(...onGrid) : '',
        words.period,
        words.filter,
        ...(words.settings ? [words.settings] : []),
      ]
        .map(csvCell)
        .join(','),
    )
  })
  return lines.join('\r\n') + '\r\n'
}
