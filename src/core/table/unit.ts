/** Whether a table can be measured: numbers whose unit nobody told may be metres or feet. */
import { UNKNOWN_UNIT } from '../geometry/plane.ts'
import type { Incidents } from './incidents.ts'

/** Why nothing can be measured on a table; undefined where its unit is known. */
export const unitUnknown = ({ crs }: Pick<Incidents, 'crs'>): string | undefined =>
  crs === UNKNOWN_UNIT
    ? 'The system of the coordinates is not known: they may be metres or feet, so 400 m could be 122 m. Choose it on the Data screen (in the terminal: --crs plane for metres, --crs feet for US feet, or a code such as EPSG:32618).'
    : undefined
