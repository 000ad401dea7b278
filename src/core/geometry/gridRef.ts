/** British grid references: metres on the National Grid as the letters and figures a person reads out. */

const LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ'

/**
 * "TQ 3002 8041" of an easting and northing in metres (EPSG:27700): the 10 m square the place lies in, `digits` each
 * way. '' off the grid.
 */
export function gridReference(easting: number, northing: number, digits = 4): string {
  const [bigE, bigN] = [Math.floor(easting / 500_000) + 2, Math.floor(northing / 500_000) + 1]
  if (!(bigE >= 0 && bigE < 5 && bigN >= 0 && bigN < 5)) return ''
  const letter = (col: number, row: number) => LETTERS[(4 - row) * 5 + col]
  const small = (v: number) => Math.floor((v % 500_000) / 100_000)
  // false origin: the south-western square of 500 km is S, one to the west and south of the grid's own corner is V
  const square = letter(bigE, bigN) + letter(small(easting + 500_000), small(northing + 500_000))
  const figures = (v: number) =>
    String(Math.floor((v + 500_000) % 100_000))
      .padStart(5, '0')
      .slice(0, digits)
  return `${square} ${figures(easting)} ${figures(northing)}`
}
