/** The hand-drawn bones of the invented town: local metres east and north of its market place. */

/** A point or vector, metres. */
export type XY = readonly [x: number, y: number]

/** Name of the invented town. No real place bears it. */
export const TOWN = 'Ludderwick'

/** National Grid position of the local origin: open sea, some 100 km off the Yorkshire coast. */
export const ORIGIN: XY = [640_000, 480_000]

/** Edge of the town. */
export const OUTLINE: readonly XY[] = [
  [-1510, -50],
  [-1480, 220],
  [-1330, 500],
  [-1130, 720],
  [-860, 840],
  [-580, 1010],
  [-230, 1100],
  [110, 1090],
  [400, 970],
  [740, 920],
  [1040, 770],
  [1290, 580],
  [1400, 300],
  [1460, 20],
  [1430, -300],
  [1310, -580],
  [1110, -810],
  [810, -920],
  [500, -1060],
  [160, -1140],
  [-200, -1110],
  [-500, -1040],
  [-810, -1020],
  [-1120, -880],
  [-1330, -660],
  [-1440, -360],
]

/** Middle line of the river, west to east, and its width. */
export const RIVER: readonly XY[] = [
  [-2100, -190],
  [-1650, -300],
  [-1280, -360],
  [-900, -270],
  [-480, -300],
  [-60, -390],
  [360, -350],
  [760, -310],
  [1120, -420],
  [1500, -500],
  [2100, -420],
]
export const RIVER_WIDTH = 44

/** Railway, west to east. */
export const RAIL: readonly XY[] = [
  [-2100, 470],
  [-1500, 400],
  [-1000, 300],
  [-500, 255],
  [0, 262],
  [500, 250],
  [1000, 180],
  [1500, 190],
  [2100, 260],
]
/** The station, on the town side of the railway. */
export const STATION: XY = [110, 232]

/** Green spaces. */
export const PARKS: readonly { readonly name: string; readonly points: readonly XY[] }[] = [
  {
    name: 'Riverside Park',
    points: [
      [-860, -245],
      [-640, -265],
      [-440, -275],
      [-240, -325],
      [-60, -362],
      [-30, -250],
      [-140, -228],
      [-300, -170],
      [-480, -140],
      [-700, -150],
      [-850, -190],
    ],
  },
  {
    name: 'Arden Field',
    points: [
      [300, 750],
      [470, 720],
      [560, 800],
      [520, 920],
      [380, 940],
      [290, 860],
    ],
  },
  {
    name: 'Hallam Playing Fields',
    points: [
      [-420, 800],
      [-250, 830],
      [-240, 960],
      [-400, 970],
      [-470, 890],
    ],
  },
  {
    name: 'Moor Allotments',
    points: [
      [-640, -960],
      [-480, -940],
      [-470, -1060],
      [-600, -1090],
    ],
  },
  {
    name: 'Weavers Common',
    points: [
      [-420, -690],
      [-250, -670],
      [-210, -760],
      [-270, -840],
      [-430, -820],
    ],
  },
  {
    name: 'Quay Meadows',
    points: [
      [900, -400],
      [1120, -470],
      [1420, -540],
      [1400, -640],
      [1150, -590],
      [920, -510],
    ],
  },
  {
    name: 'Cemetery',
    points: [
      [-1050, 480],
      [-900, 560],
      [-960, 690],
      [-1120, 640],
      [-1150, 540],
    ],
  },
  {
    name: 'Eastfield Recreation Ground',
    points: [
      [1120, 330],
      [1290, 310],
      [1330, 430],
      [1180, 480],
      [1100, 420],
    ],
  },
]
