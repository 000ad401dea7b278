/** What says that a file is not of these islands, so that numbers of the size of our grids are not taken for them. */
import type { RawTable } from '../rows/table.ts'
import { normaliseHeader } from './aliases.ts'

/** Column names that no system of these islands has, as `normaliseHeader` gives them. */
const HEADER =
  /\b(offense|neighborhood|precinct|zip|zip ?code|nibrs|i?ucr|[xy] ?block|ccn|ofns|cmplnt|arrest (key|boro|precinct)|felony|patrol division|state plane|state|fecha|delito|colonia|comuna|barrio|alcaldia|municipio|straftat|tatzeit|tatort|delikt|infraction|arrondissement|suburb)\b/
/** Addresses as they are written in North America. */
const ADDRESS =
  /\b\d+ block\b|\bblock of\b|\b\d+xx\b|\b(blvd|pkwy|hwy)\b|\b(st|ave|rd|dr|ct|pl|street|avenue) (nw|ne|sw|se)\b|\b\d+ [nsew] [a-z]+ (st|ave|rd|dr|pl)\b|\b\d+(st|nd|rd|th) (st|ave)\b|, [A-Z]{2} \d{5}\b/i
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/

/** What tells that a table is of another country; undefined where nothing does, or British postcodes speak against it. */
export function toldAbroad(table: RawTable): string | undefined {
  const rows = table.sample.slice(0, 300)
  const most = (test: RegExp) =>
    rows.filter((row) => row.some((c) => c.length < 200 && test.test(c))).length > rows.length / 2
  const named = table.header.find((h) => HEADER.test(normaliseHeader(h)))
  const why =
    named !== undefined
      ? `the column “${named}” is of another country`
      : most(ADDRESS)
        ? 'the addresses are those of another country'
        : undefined
  return why !== undefined && most(POSTCODE) ? undefined : why
}
