/** A plain style for QGIS: a see-through fill with a dark edge and the first text field as label. Colours survive a grey printer. */
import type { ShapeLayer } from './shapes.ts'

const option = (name: string, value: string) => `<Option type="QString" name="${name}" value="${value}"/>`
const options = (pairs: readonly (readonly [string, string])[]) =>
  `<Option type="Map">${pairs.map(([n, v]) => option(n, v)).join('')}</Option>`

const SYMBOL: Readonly<Record<'marker' | 'line' | 'fill', string>> = {
  marker: `<symbol type="marker" name="0"><layer class="SimpleMarker" enabled="1">${options([
    ['name', 'circle'],
    ['color', '199,85,35,200'],
    ['outline_color', '60,20,5,255'],
    ['size', '2.4'],
    ['size_unit', 'MM'],
  ])}</layer></symbol>`,
  line: `<symbol type="line" name="0"><layer class="SimpleLine" enabled="1">${options([
    ['line_color', '120,50,20,255'],
    ['line_width', '0.6'],
    ['line_width_unit', 'MM'],
  ])}</layer></symbol>`,
  fill: `<symbol type="fill" name="0"><layer class="SimpleFill" enabled="1">${options([
    ['color', '199,85,35,80'],
    ['outline_color', '120,50,20,255'],
    ['outline_width', '0.4'],
    ['outline_width_unit', 'MM'],
    ['style', 'solid'],
  ])}</layer></symbol>`,
}

/** The style as QML text; `kind` is the geometry type in capitals. */
export function qgisStyle(layer: ShapeLayer, kind: string): string {
  const symbol = kind.includes('POINT') ? 'marker' : kind.includes('LINE') ? 'line' : 'fill'
  const label = layer.fields.find((f) => f.kind === 'text')?.name
  const labels = label
    ? `<labeling type="simple"><settings><text-style fieldName="${label}" fontSize="9" textColor="40,40,40,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style></settings></labeling>`
    : ''
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" labelsEnabled="${label ? 1 : 0}" styleCategories="Symbology|Labeling"><renderer-v2 type="singleSymbol"><symbols>${SYMBOL[symbol]}</symbols></renderer-v2>${labels}</qgis>`
}
