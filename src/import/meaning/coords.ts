/** Coordinates as extracts write them, and the system they are in. */
import proj4 from 'proj4'
import { inBritain, isNowhere, planeOf, UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import type { Plane } from '../../core/geometry/plane.ts'
import { plainMinus } from './cellForms.ts'
import { allProjections, isWrittenOut } from './projections.ts'

/** How to take coordinates of a file to WGS84 and to a plane in metres. */
export interface SourceCrs {
  /** code as in ImportOptions.crs */
  readonly code: string
  readonly label: string
  /** code of the plane that keeps the numbers as they are, when they are metres on one */
  readonly plane: string | undefined
  toWgs84(x: number, y: number): [number, number]
  fromWgs84(lng: number, lat: number): [number, number]
  /** why a pair cannot be a place; undefined when it can */
  refuse(x: number, y: number): string | undefined
}

/** Metres of a US survey foot. */
export const US_FOOT = 1200 / 3937
/** No land of the grid is so near its southern and western edge: what stands there is 0, 1 or another number for "not known". */
const EDGE_M = 1000
const outsideGrid = (x: number, y: number) =>
  x < EDGE_M || x > 700_000 || y < EDGE_M || y > 1_300_000 ? 'outside the grid' : undefined

/** No plane is wider than the Earth is round. */
const tooFar = (x: number, y: number) =>
  Math.abs(x) > 45_000_000 || Math.abs(y) > 45_000_000 ? 'outside the world' : undefined

const DEFINITIONS: Record<string, readonly [label: string, definition: string]> = {
  'EPSG:29902': [
    'Irish Grid',
    '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 +a=6377340.189 +rf=299.3249646 +towgs84=482.5,-130.6,564.6,-1.042,-0.214,-0.631,8.15 +units=m',
  ],
  'EPSG:2157': [
    'Irish Transverse Mercator',
    '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=0.99982 +x_0=600000 +y_0=750000 +ellps=GRS80 +units=m',
  ],
  'EPSG:3857': [
    'Web Mercator',
    '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs',
  ],
}

/** The system of a code; for one that is written out `projectionsFor` comes first. Throws for a code Cocoon does not know. */
export function sourceCrs(code: string): SourceCrs {
  if (code === 'EPSG:4326')
    return {
      code,
      label: 'WGS84 longitude and latitude (EPSG:4326)',
      plane: undefined,
      toWgs84: (x, y) => [x, y],
      fromWgs84: (lng, lat) => [lng, lat],
      refuse: (x, y) => (Math.abs(x) > 180 || Math.abs(y) > 90 ? 'outside the world' : undefined),
    }
  if (code === 'feet') {
    const flat = planeOf('plane')
    return {
      code,
      label: 'US survey feet as given',
      plane: undefined,
      toWgs84: (x, y) => flat.inverse(x * US_FOOT, y * US_FOOT),
      fromWgs84: (lng, lat) => flat.forward(lng, lat).map((v) => v / US_FOOT) as [number, number],
      refuse: (x, y) => tooFar(x * US_FOOT, y * US_FOOT),
    }
  }
  const other = DEFINITIONS[code] ?? (isWrittenOut(code) ? ['user-defined projection', code] : undefined)
  if (other) {
    const p = (other[1] === code ? allProjections() : proj4)('EPSG:4326', other[1])
    return {
      code,
      label: `${other[0]}${code.startsWith('EPSG') ? ` (${code})` : ''}`,
      plane: undefined,
      toWgs84: (x, y) => p.inverse([x, y]) as [number, number],
      fromWgs84: (lng, lat) => p.forward([lng, lat]) as [number, number],
      refuse: (x, y) => {
        const [lng, lat] = p.inverse([x, y])
        return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? undefined : 'outside the world'
      },
    }
  }
  const flat: Plane = planeOf(code)
  return {
    code,
    label: isNowhere(code) ? flat.label : `${flat.label} (${code})`,
    plane: code,
    toWgs84: flat.inverse,
    fromWgs84: flat.forward,
    refuse: code === 'EPSG:27700' ? outsideGrid : tooFar,
  }
}

/** Whether `sourceCrs` knows a code; for one that is written out `projectionsFor` comes first. */
export function isKnownCrs(code: string): boolean {
  try {
    sourceCrs(code)
    return true
  } catch {
    return false
  }
}

/** A number as written in an extract; NaN when it is none. Knows thousands commas and decimal commas. */
export function readNumber(raw: string, decimalComma: boolean): number {
  if (raw === '') return NaN
  const plain = +raw
  // "0x1F" is a number to a programmer only
  if (plain === plain && !/^\s*0[xbo]/i.test(raw)) return raw.trim() === '' ? NaN : plain
  let text = plainMinus(raw).replace(/[\s\u00a0'"]/g, '')
  text = decimalComma ? text.replace(/\.(?=\d{3})/g, '').replace(',', '.') : text.replace(/,(?=\d{3})/g, '')
  const m = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:m|°)?([nsew])?$/i.exec(text)
  if (!m) return NaN
  return /[sw]/i.test(m[2] ?? '') ? -m[1] : +m[1]
}

/** Whether the numbers of a column have a decimal comma: "75,5698" and "430.100,00", not "459,327". */
export function hasDecimalComma(values: readonly string[]): boolean {
  const commas = values.filter((v) => /^\s*-?(\d+|\d{1,3}(\.\d{3})+),\d+\s*$/.test(v))
  if (commas.length < values.filter((v) => v.trim() !== '').length / 2 || commas.length === 0) return false
  return commas.some((v) => !/^\s*-?\d{1,3},\d{3}\s*$/.test(v))
}

const LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ'

/**
 * The same of a cell under a heading of grid references, where both may also stand in twelve figures without letters:
 * "459000304000". Elsewhere such a number is that of a property.
 */
export function readGridCell(raw: string): ReturnType<typeof readGridRef> {
  const found = readGridRef(raw)
  if (found) return found
  const m = /^([0-6]\d{5})[\s,/-]?(\d{6})$/.exec(raw.trim())
  return m ? { x: +m[1], y: +m[2], irish: false, size: 1 } : undefined
}

/**
 * Easting and northing of a grid reference with letters, in metres: the corner of its square moved to the
 * middle. "SK 12345 67890" is British, "J 338 740" Irish. Undefined when it is none.
 */
export function readGridRef(raw: string): { x: number; y: number; irish: boolean; size: number } | undefined {
  const text = raw.trim()
  const m = text.length > 60 ? null : /^([A-HJ-Z]{1,2})[\s-]*(\d+)(?:\s*[\s,/-]\s*(\d+))?$/i.exec(text)
  if (!m) return undefined
  const letters = m[1].toUpperCase()
  const digits = m[3] === undefined ? m[2] : m[2].length === m[3].length ? m[2] + m[3] : ''
  if (digits === '' || digits.length % 2 === 1 || digits.length > 10 || digits.length < 4) return undefined
  const half = digits.length / 2
  const size = 10 ** (5 - half)
  const e = +digits.slice(0, half) * size + (size > 1 ? size / 2 : 0)
  const n = +digits.slice(half) * size + (size > 1 ? size / 2 : 0)
  const last = LETTERS.indexOf(letters.at(-1)!)
  const col = last % 5
  const row = 4 - Math.floor(last / 5)
  if (letters.length === 1) return { x: col * 100_000 + e, y: row * 100_000 + n, irish: true, size }
  const big = LETTERS.indexOf(letters[0])
  const x = ((big % 5) - 2) * 500_000 + col * 100_000 + e
  const y = (3 - Math.floor(big / 5)) * 500_000 + row * 100_000 + n
  return { x, y, irish: false, size }
}

/** Evidence of a system that the header names. */
export const NAMED = 'named in the header'

/** What a sample of pairs says of their system. */
export interface CrsGuess {
  readonly code: string
  /** the columns are the wrong way round */
  readonly swapped: boolean
  readonly evidence: string
  readonly note?: string
  /** nearly all of the sample lies in Britain, so rows elsewhere are mistakes */
  readonly britain: boolean
  /** the file is of another country: no grid of these islands comes into question */
  readonly abroad?: boolean
}

/**
 * Guesses the system by the size of the numbers. `named` says what the headers claim: 'lnglat' or 'xy'.
 * Metres that fit the British National Grid are taken for it; other metres stay a bare plane with a note.
 */
export function guessCrs(
  pairs: readonly (readonly [number, number])[],
  named: 'lnglat' | 'xy',
  hints = '',
): CrsGuess {
  const told = pairs.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && (x !== 0 || y !== 0))
  // 1,1 and -1,-1 and 9,9 stand for "not known" where other numbers are larger
  const large = told.filter(([x, y]) => x !== y || Math.abs(x) > 9 || x % 1 !== 0)
  const real = large.length > 0 ? large : told
  const n = real.length || 1
  const share = (test: (x: number, y: number) => boolean) => real.filter(([x, y]) => test(x, y)).length / n
  const pct = (v: number) => `${Math.round(v * 100)}%`
  // before degrees: the south-west of Britain in kilometres would pass for them
  const kilometres =
    /\b(easting|northing|osgr|bng|os)/.test(hints) &&
    share((x, y) => x > 0 && x <= 700 && y > 0 && y <= 1300 && (x % 1 !== 0 || y % 1 !== 0)) > 0.6 &&
    share((x, y) => inBritain(x, y) || inBritain(y, x)) < 0.5
  if (kilometres)
    return {
      code: UNKNOWN_UNIT,
      swapped: false,
      britain: false,
      evidence: 'eastings and northings of the size of kilometres',
      note: 'Eastings and northings are as small as kilometres on the National Grid would be. Nothing is measured until their system is chosen; better export them in metres.',
    }
  const degrees = share((x, y) => Math.abs(x) <= 180 && Math.abs(y) <= 180)
  if (degrees > 0.8 && (named === 'lnglat' || share((x, y) => x % 1 !== 0 || y % 1 !== 0) > 0.5)) {
    const right = share(inBritain)
    const wrong = share((x, y) => inBritain(y, x))
    const beyond = share((_, y) => Math.abs(y) > 90)
    const swapped = (wrong > 0.8 && right < 0.2) || beyond > 0.5
    return {
      code: 'EPSG:4326',
      swapped,
      britain: Math.max(right, wrong) > 0.95,
      evidence: swapped
        ? `degrees; ${pct(wrong)} lie in Britain only with longitude and latitude exchanged`
        : `degrees; ${pct(degrees)} within ±180`,
      note: swapped
        ? 'Longitude and latitude stand in each other’s columns; they were exchanged.'
        : undefined,
    }
  }
  // a header may name the system by its code, as the tables do that Cocoon saves
  const epsg = /\bepsg (\d{4,5})\b/.exec(hints)?.[1]
  const said = /\bplane metres\b/.test(hints)
    ? 'plane'
    : /\bunknown unit\b/.test(hints)
      ? UNKNOWN_UNIT
      : /\butm metres\b/.test(hints)
        ? 'utm'
        : epsg && `EPSG:${epsg}`
  if (said && isKnownCrs(said)) return { code: said, swapped: false, britain: false, evidence: NAMED }
  const hint = /irish|\btm65\b|29902|29903/i.test(hints)
    ? 'EPSG:29902'
    : /\bitm\b|2157/i.test(hints)
      ? 'EPSG:2157'
      : /mercator|3857/i.test(hints)
        ? 'EPSG:3857'
        : undefined
  if (hint) return { code: hint, swapped: false, britain: false, evidence: NAMED }
  const grid = share((x, y) => x >= 1000 && x <= 700_000 && y >= 1000 && y <= 1_300_000)
  const flipped = share((x, y) => y >= 1000 && y <= 700_000 && x > 700_000 && x <= 1_300_000)
  // feet of New York and Washington have this size too: only a header that speaks of eastings makes them ours
  if (flipped > 0.6 && /\b(easting|northing|osgr|bng|os)/.test(hints))
    return {
      code: 'EPSG:27700',
      swapped: true,
      britain: false,
      evidence: `metres; ${pct(flipped)} lie on the National Grid only with easting and northing exchanged`,
      note: 'Easting and northing stand in each other’s columns; they were exchanged.',
    }
  const span = Math.max(...real.map(([x]) => x)) - Math.min(...real.map(([x]) => x))
  if (grid > 0.6 && (share((x, y) => x > 50_000 || y > 50_000) > 0.6 || span > 20_000))
    return {
      code: 'EPSG:27700',
      swapped: false,
      britain: false,
      evidence: `metres; ${pct(grid)} lie on the National Grid`,
      note: 'Coordinates were taken for the British National Grid by their size. If they are not, choose their system.',
    }
  const mercator = share((x, y) => Math.abs(x) < 1_300_000 && y > 6_200_000 && y < 8_900_000 && x < 250_000)
  if (mercator > 0.9)
    return {
      code: 'EPSG:3857',
      swapped: false,
      britain: false,
      evidence: `metres; ${pct(mercator)} fit Web Mercator over Britain`,
    }
  // 430000 cut to 43000, 4300 or 430: ten metres, a hundred or a thousand, and never a plane of metres
  if (SHORTENED.test(hints) && share((x, y) => x >= 0 && x < 70_000 && y >= 0 && y < 130_000) > 0.95)
    return {
      code: UNKNOWN_UNIT,
      swapped: false,
      britain: false,
      evidence: 'too small for metres',
      note: 'Eastings and northings are too short for metres on the National Grid. Nothing is measured until their system is chosen; better export all six figures.',
    }
  if (named === 'xy' && share((x, y) => Math.abs(x) < LOCAL && Math.abs(y) < LOCAL) > 0.95)
    return {
      code: 'plane',
      swapped: false,
      britain: false,
      evidence: 'numbers around 0, 0, as on a plane of their own',
      note: 'The coordinates lie around 0, 0, where no national system has a town: they are taken for metres on a plane of their own and drawn nowhere in particular. If they are something else, choose it.',
    }
  const utm = share((x, y) => x > 100_000 && x < 900_000 && y > 0 && y < 10_000_000)
  return {
    code: UNKNOWN_UNIT,
    swapped: false,
    britain: false,
    evidence:
      utm > 0.8 ? 'numbers of an unknown system, of the size of UTM metres' : 'numbers of an unknown system',
    note:
      utm > 0.8
        ? 'The coordinates have the size of UTM metres, but the file does not say so, nor which zone: feet of some systems look the same. Nothing is measured until their system is chosen.'
        : UNKNOWN_NOTE,
  }
}

/** Names of the National Grid and no other. */
const SHORTENED = /\b(eastings?|osgr|bng|osgb|ngr)\b/
/** Numbers up to this are of a plane that somebody laid out for one place. */
const LOCAL = 50_000

const UNKNOWN_NOTE =
  'The system of the coordinates is not known: they may be metres or feet. They are drawn nowhere in particular, and nothing is measured until it is chosen.'
