/** The main roads of the invented town, drawn by hand. */
import type { XY } from './plan.ts'

/** Main roads, drawn through by a smooth curve. */
export const MAIN_ROADS: readonly { readonly name: string; readonly points: readonly XY[] }[] = [
  {
    name: 'Northgate',
    points: [
      [0, 0],
      [-20, 170],
      [-40, 310],
      [20, 520],
      [0, 700],
    ],
  },
  {
    name: 'Hallam Moor Road',
    points: [
      [0, 700],
      [-50, 920],
      [-30, 1130],
      [-10, 1320],
    ],
  },
  {
    name: 'Station Road',
    points: [
      [0, 0],
      [130, 60],
      [265, 150],
      [430, 330],
      [610, 470],
      [700, 560],
    ],
  },
  {
    name: 'Cawder Road',
    points: [
      [700, 560],
      [930, 650],
      [1150, 700],
      [1500, 790],
    ],
  },
  {
    name: 'Westgate',
    points: [
      [0, 0],
      [-140, 10],
      [-290, 40],
      [-560, 30],
      [-830, -30],
    ],
  },
  {
    name: 'Saltersley Road',
    points: [
      [-830, -30],
      [-1100, 30],
      [-1350, 20],
      [-1800, -60],
    ],
  },
  {
    name: 'High Street',
    points: [
      [0, 0],
      [130, -35],
      [290, -60],
    ],
  },
  {
    name: 'Eastgate',
    points: [
      [290, -60],
      [560, -90],
      [830, -70],
    ],
  },
  {
    name: 'Quay Lane Road',
    points: [
      [830, -70],
      [1100, -150],
      [1350, -190],
      [1800, -180],
    ],
  },
  {
    name: 'Bridge Street',
    points: [
      [0, 0],
      [10, -100],
      [20, -210],
      [-10, -400],
      [-20, -500],
    ],
  },
  {
    name: 'Southgate',
    points: [
      [-20, -500],
      [-60, -720],
      [-30, -890],
    ],
  },
  {
    name: 'Ferrow Road',
    points: [
      [-30, -890],
      [-10, -1080],
      [50, -1400],
    ],
  },
  {
    name: 'Millrace Road',
    points: [
      [-20, -500],
      [-330, -570],
      [-640, -600],
      [-900, -640],
    ],
  },
  {
    name: 'Marsh End Road',
    points: [
      [-900, -640],
      [-1180, -740],
      [-1600, -860],
    ],
  },
  {
    name: 'Priory Road',
    points: [
      [-20, -500],
      [300, -560],
      [560, -560],
      [790, -600],
    ],
  },
  {
    name: 'Thorrow Lane',
    points: [
      [790, -600],
      [1080, -700],
      [1300, -760],
      [1600, -860],
    ],
  },
  {
    name: 'Northern Ring Road',
    points: [
      [-830, -30],
      [-860, 160],
      [-780, 400],
      [-600, 590],
      [-300, 690],
      [0, 700],
      [380, 640],
      [700, 560],
    ],
  },
  {
    name: 'Eastern Ring Road',
    points: [
      [700, 560],
      [850, 400],
      [890, 160],
      [830, -70],
    ],
  },
  {
    name: 'Ring Bridge Road',
    points: [
      [830, -70],
      [790, -240],
      [780, -420],
      [790, -600],
    ],
  },
  {
    name: 'Southern Ring Road',
    points: [
      [790, -600],
      [640, -790],
      [330, -890],
      [-30, -890],
    ],
  },
  {
    name: 'Weavers Road',
    points: [
      [-30, -890],
      [-330, -900],
      [-640, -840],
      [-900, -640],
    ],
  },
  {
    name: 'Larkrise Road',
    points: [
      [-600, 590],
      [-680, 760],
      [-640, 940],
      [-690, 1180],
    ],
  },
  {
    name: 'Saddlers Hill',
    points: [
      [700, 560],
      [690, 720],
      [760, 860],
      [740, 1100],
    ],
  },
  {
    name: 'Wharf Road',
    points: [
      [-640, -600],
      [-700, -480],
      [-900, -440],
      [-1200, -510],
      [-1700, -540],
    ],
  },
  {
    name: 'Gallowgate Way',
    points: [
      [640, -790],
      [700, -960],
      [690, -1200],
    ],
  },
  {
    name: 'Inner Circuit West',
    points: [
      [10, -205],
      [-150, -190],
      [-260, -110],
      [-290, 40],
      [-200, 150],
      [-20, 180],
    ],
  },
  {
    name: 'Inner Circuit East',
    points: [
      [-20, 180],
      [130, 190],
      [265, 150],
      [310, 50],
      [290, -60],
      [190, -180],
      [10, -205],
    ],
  },
]
