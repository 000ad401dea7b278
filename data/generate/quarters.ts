/** The neighbourhoods of the invented town. */
import type { XY } from './plan.ts'

/** How a neighbourhood is built. */
export type Style =
  | 'centre'
  | 'terrace'
  | 'semi'
  | 'postwar'
  | 'modern'
  | 'lowrise'
  | 'towers'
  | 'village'
  | 'industry'
  | 'open'

/** A neighbourhood: the block of land between main roads that holds `at`. */
export interface Quarter {
  readonly name: string
  readonly at: XY
  readonly style: Style
  /** direction of its streets, degrees from east */
  readonly angle: number
  /** yearly home burglaries for each dwelling, before streets and homes differ, relative to 1 */
  readonly burglary: number
  /** theft from and of vehicles, relative to 1 */
  readonly vehicle: number
}

/** The quarters. */
export const QUARTERS: readonly Quarter[] = [
  { name: 'Shambles', at: [-129, -84], style: 'centre', angle: 4, burglary: 1.2, vehicle: 1.3 },
  { name: 'Bridge Foot', at: [121, -108], style: 'centre', angle: -12, burglary: 1.1, vehicle: 1.3 },
  { name: 'Corn Market', at: [205, 27], style: 'centre', angle: 28, burglary: 1.1, vehicle: 1.2 },
  { name: 'Westgate', at: [-124, 86], style: 'centre', angle: 8, burglary: 1.1, vehicle: 1.1 },
  { name: 'Northgate', at: [92, 118], style: 'centre', angle: 35, burglary: 1.3, vehicle: 1.2 },
  { name: 'Station', at: [155, 219], style: 'centre', angle: 0, burglary: 1, vehicle: 1.8 },
  { name: 'Quayside', at: [421, -211], style: 'lowrise', angle: -8, burglary: 0.7, vehicle: 1.5 },
  { name: 'Tanners Row', at: [450, -463], style: 'terrace', angle: -14, burglary: 1.5, vehicle: 1.2 },
  { name: 'Priory', at: [302, -708], style: 'terrace', angle: 62, burglary: 1.8, vehicle: 1.2 },
  { name: 'Weavers', at: [-560, -730], style: 'terrace', angle: 12, burglary: 1.4, vehicle: 1.1 },
  { name: 'Glasshouse', at: [-525, 146], style: 'terrace', angle: 80, burglary: 1.9, vehicle: 1.3 },
  { name: 'Railway Side', at: [-350, 462], style: 'terrace', angle: -14, burglary: 1.7, vehicle: 1.2 },
  { name: 'Northfield', at: [266, 473], style: 'postwar', angle: 44, burglary: 1.3, vehicle: 1.3 },
  { name: 'Eastgate', at: [577, 77], style: 'terrace', angle: -22, burglary: 1.5, vehicle: 1.3 },
  { name: 'Signal Hill', at: [679, 349], style: 'lowrise', angle: 40, burglary: 1.1, vehicle: 1.2 },
  { name: 'Saltersley', at: [-1288, 173], style: 'semi', angle: 8, burglary: 0.8, vehicle: 0.9 },
  { name: 'Park Side', at: [-1027, -127], style: 'semi', angle: -12, burglary: 0.9, vehicle: 1 },
  { name: 'Wharf', at: [-1250, -420], style: 'industry', angle: -4, burglary: 0.3, vehicle: 0.8 },
  { name: 'Marsh End', at: [-1200, -620], style: 'postwar', angle: -16, burglary: 1.1, vehicle: 0.9 },
  { name: 'Weavers Moor', at: [-674, -974], style: 'postwar', angle: 18, burglary: 1.3, vehicle: 1 },
  { name: 'Gallowgate', at: [300, -1040], style: 'modern', angle: -6, burglary: 0.55, vehicle: 0.9 },
  { name: 'Thorrow', at: [950, -850], style: 'modern', angle: -24, burglary: 0.5, vehicle: 0.8 },
  { name: 'Meadow Wharf', at: [950, -560], style: 'lowrise', angle: -24, burglary: 0.6, vehicle: 0.9 },
  { name: 'Quay Works', at: [1220, -283], style: 'industry', angle: -12, burglary: 0.3, vehicle: 1 },
  { name: 'Beacon', at: [1267, 4], style: 'towers', angle: 12, burglary: 1, vehicle: 1.1 },
  { name: 'Eastfield', at: [1050, 520], style: 'semi', angle: 34, burglary: 0.85, vehicle: 0.9 },
  { name: 'Saddlers', at: [1050, 830], style: 'village', angle: 30, burglary: 0.6, vehicle: 0.5 },
  { name: 'Arden', at: [150, 850], style: 'semi', angle: -10, burglary: 0.9, vehicle: 1 },
  { name: 'Hallam', at: [-300, 900], style: 'semi', angle: 16, burglary: 0.8, vehicle: 0.9 },
  { name: 'Larkrise', at: [-950, 720], style: 'modern', angle: 40, burglary: 0.6, vehicle: 0.8 },
]
