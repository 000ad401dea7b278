/** The letters of a grid square in a column of their own, beside the figures within it: "SE", 30000, 34000. */
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { columnsByHeader } from './columns.ts'
import { readGridRef } from './coords.ts'

export interface Square {
  readonly letters: number
  readonly x: number
  readonly y: number
  /** figures of a number: "300" of three is 30 km into the square, of five 300 m */
  readonly width: number
}

const NAMED = /grid|square|letter|prefix|sheet|tile|ngr|\bos/i
const LETTERS = /^[HNSTOJ][A-HJ-Z]$/i

/** The columns that make a grid reference only together; undefined where there are none. */
export function squareOf(table: RawTable): Square | undefined {
  const { x, y } = columnsByHeader(table)
  if (x === undefined || y === undefined) return undefined
  const figures = [x, y].flatMap((c) => valuesOf(table, c, 300).map((v) => v.trim()))
  if (figures.length === 0 || !figures.every((v) => /^\d{1,5}$/.test(v))) return undefined
  const letters = table.header.findIndex((h, c) => {
    // "SE" under "Quadrant" is a direction
    if (!NAMED.test(h)) return false
    const values = valuesOf(table, c, 300)
    return values.length > 0 && values.every((v) => LETTERS.test(v.trim()))
  })
  return letters < 0 ? undefined : { letters, x, y, width: Math.max(...figures.map((v) => v.length)) }
}

/** Easting and northing of a row in metres of the grid; as they stand where they are no figures within a square. */
export function inSquare(row: readonly string[], { letters, x, y, width }: Square): [string, string] {
  const [a, b] = [row[x] ?? '', row[y] ?? '']
  const square = (row[letters] ?? '').trim()
  // figures within a square that nobody named lie nowhere
  if (square === '' && [a, b].every((v) => /^\d{1,5}$/.test(v.trim()))) return ['', '']
  const figures = [a, b].map((v) => v.trim().padStart(width, '0'))
  const found = a && b && readGridRef(`${square}${figures.join('')}`)
  return found ? [String(found.x), String(found.y)] : [a, b]
}

export const squareNote = ({ letters, x, y }: Square, header: readonly string[]): string =>
  `“${header[letters]}” names the grid square that “${header[x]}” and “${header[y]}” lie in: together they were turned to eastings and northings.`
