/** Eastings and northings that could stand in each other's columns and nobody would see it. */
import type { RawTable } from '../rows/table.ts'

/**
 * What to say where a northing stands before its easting and both orders give places on the grid, as in much of England:
 * the headers are believed, and no number tells whether they are right. Undefined elsewhere.
 */
export function eitherOrder(
  table: RawTable,
  [e, n]: readonly number[],
  code: string,
  numbers: readonly (readonly [number, number] | undefined)[],
): string | undefined {
  if (code !== 'EPSG:27700' || n > e || !/north/i.test(table.header[n]) || !/east/i.test(table.header[e]))
    return undefined
  const real = numbers.filter((p) => p !== undefined)
  const both = real.filter(([, y]) => y >= 1000 && y <= 700_000).length
  return both > real.length / 2
    ? `“${table.header[n]}” stands before “${table.header[e]}”, and here the numbers of both are of one size: the headers were believed. Should the map show another region, choose the two columns the other way round.`
    : undefined
}
