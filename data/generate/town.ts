/** The whole town in one call: ground, doors, beats. */
import { buildHouses, type Door } from './houses.ts'
import type { Building } from './placing.ts'
import { layLand, type Land } from './land.ts'
import { nearerPart } from './geometry.ts'
import { layStreets, type Street } from './streets.ts'
import type { XY } from './plan.ts'

/** A police beat. */
export interface Beat {
  readonly name: string
  readonly ring: readonly XY[]
}

/** Everything the files and the incidents are made from. Local metres; add ORIGIN for the National Grid. */
export interface Town {
  readonly land: Land
  readonly streets: readonly Street[]
  readonly buildings: readonly Building[]
  readonly doors: readonly Door[]
  /** doors people live behind: indices into `doors` */
  readonly homes: Int32Array
  readonly beats: readonly Beat[]
  /** beat of each door */
  readonly beatOf: Uint8Array
}

const BEATS: readonly { readonly name: string; readonly at: XY }[] = [
  { name: 'Beat 1 Quayside', at: [330, -250] },
  { name: 'Beat 2 Market', at: [-130, 60] },
  { name: 'Beat 3 Northfield', at: [120, 600] },
  { name: 'Beat 4 Hallam and Larkrise', at: [-720, 760] },
  { name: 'Beat 5 Saltersley', at: [-1120, 20] },
  { name: 'Beat 6 Weavers', at: [-620, -820] },
  { name: 'Beat 7 Priory and Gallowgate', at: [480, -850] },
  { name: 'Beat 8 Eastfield', at: [1080, 200] },
]

/** Builds the town; the same seed gives the same town. */
export function generateTown(seed: number): Town {
  const land = layLand()
  const streets = layStreets(land, seed)
  const { buildings, doors } = buildHouses(land, streets, seed)
  const homes = Int32Array.from(doors.flatMap((d, i) => (d.code.startsWith('RD') ? [i] : [])))
  const beats = BEATS.map((b) => ({
    name: b.name,
    ring: BEATS.reduce<XY[]>((ring, o) => (o === b ? ring : nearerPart(ring, b.at, o.at)), [...land.outline]),
  }))
  const nearest = (p: XY): number => {
    const d = BEATS.map((b) => Math.hypot(b.at[0] - p[0], b.at[1] - p[1]))
    return d.indexOf(Math.min(...d))
  }
  return {
    land,
    streets,
    buildings,
    doors,
    homes,
    beats,
    beatOf: Uint8Array.from(doors.map((d) => nearest(d.at))),
  }
}
