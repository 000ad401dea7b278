/** The ways of the street files that lie under the map, for rounds to follow. */
import type { Feature, Position } from 'geojson'
import type { StreetWays } from '../cocoon/travel.ts'
import { memo } from '../core/base/kept.ts'
import type { GroundFiles } from './types.ts'

/** Lines that nobody goes along, by what any of their properties says. */
const NO_WAY =
  /^(rail|railway|light_rail|tram|subway|water|waterway|river|canal|stream|drain|ditch|boundary|administrative|contour|power|line|pipeline|fence|hedge|wall|motorway|motorway_link|trunk_link|proposed|construction)$/i
/** Names of things are no kinds of things: "Canal Street" is a street. */
const NAMES = /name|title|label|address|^ref$/i

const isWay = ({ properties }: Feature): boolean =>
  !Object.entries(properties ?? {}).some(
    ([key, v]) => !NAMES.test(key) && typeof v === 'string' && NO_WAY.test(v),
  )

const waysOf = memo((...files: GroundFiles[]): StreetWays => {
  const lng: number[] = []
  const lat: number[] = []
  const ends: number[] = []
  const add = (line: readonly Position[]) => {
    if (line.length < 2) return
    for (const [x, y] of line) {
      lng.push(x)
      lat.push(y)
    }
    ends.push(lng.length)
  }
  for (const f of files.flatMap((file) => file.features.features)) {
    const g = f.geometry
    if (!g || !isWay(f)) continue
    if (g.type === 'LineString') add(g.coordinates)
    else if (g.type === 'MultiLineString') g.coordinates.forEach(add)
  }
  return { lng: Float64Array.from(lng), lat: Float64Array.from(lat), ends: Uint32Array.from(ends) }
}, 2)

/** Every line of the files that can be gone along, those of the sample left out; empty where there is none. */
export const streetWays = (files: readonly GroundFiles[]): StreetWays =>
  waysOf(...files.filter((f) => !f.sample))
