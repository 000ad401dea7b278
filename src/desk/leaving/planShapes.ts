/** Streets, buildings and water as a sheet draws them under its doors: what of the loaded files lies in its box. */
import { bbox, bboxClip } from '@turf/turf'
import type { Feature, LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { KeptWeakMap } from '../../core/base/kept.ts'
import type { GroundFeatures } from '../../map/index.ts'
import type { PlanBox, PlanShape } from '../../print/index.ts'

/** Box of each feature of a file, four numbers after one another; made once. */
const boxes = new KeptWeakMap<GroundFeatures, Float64Array>()

function boxesOf(file: GroundFeatures): Float64Array {
  let made = boxes.get(file)
  if (!made) {
    made = new Float64Array(file.data.features.length * 4)
    for (const [i, f] of file.data.features.entries()) made.set(bbox(f).slice(0, 4), i * 4)
    boxes.set(file, made)
  }
  return made
}

type Drawable = LineString | MultiLineString | Polygon | MultiPolygon

const linesOf = (g: Drawable): PlanShape['lines'] =>
  g.type === 'LineString' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates.flat() : g.coordinates

/** What of some files lies in a box, cut a little outside it so that no cut edge shows. */
export function shapesIn(files: readonly GroundFeatures[], box: PlanBox): PlanShape[] {
  const [w, s, e, n] = box
  const [dx, dy] = [(e - w) / 10, (n - s) / 10]
  const wide: [number, number, number, number] = [w - dx, s - dy, e + dx, n + dy]
  const out: PlanShape[] = []
  for (const file of files) {
    const at = boxesOf(file)
    file.data.features.forEach(({ geometry, properties }, i) => {
      if (
        at[4 * i] > wide[2] ||
        at[4 * i + 2] < wide[0] ||
        at[4 * i + 1] > wide[3] ||
        at[4 * i + 3] < wide[1]
      )
        return
      if (!/^(Multi)?(LineString|Polygon)$/.test(geometry.type)) return
      const cut = bboxClip({ type: 'Feature', properties: {}, geometry } as Feature<Drawable>, wide).geometry
      const lines = linesOf(cut).filter((l) => l.length > 1)
      if (lines.length === 0) return
      const { kind, name } = properties
      out.push({
        kind,
        closed: geometry.type.endsWith('Polygon'),
        lines,
        ...(kind === 'road' && { road: properties.class ?? 'street' }),
        ...(name !== undefined && { name }),
      })
    })
  }
  return out
}
