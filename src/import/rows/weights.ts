/** How a list of weights of harm is known; weightsRead.ts reads it. */
import { normaliseHeader } from '../meaning/aliases.ts'
import type { RawTable } from './table.ts'

const WEIGHT =
  /^(ons |css |crime |chi |cchi |harm |severity |offence )*(weight|weights|weighting|weighting factor|severity score|harm score)( value| 20\d\d.*| per offence| applied)?$/
const CODE = /^(ho |home office |ons |css |offence |crime |sub )*(code|codes)$/
const OFFENCE =
  /^(ho |ons |css )*(offence|offences|offence (description|name|type)|description|kind|crime type)$/
/** What a list of weights never has: it is about kinds of crime, not about crimes. */
const OF_CRIMES =
  /\b(date|time|month|easting|northing|latitude|longitude|lng|lat|postcode|address|reference|uprn)\b/

/** Which columns of a list of weights hold what; undefined where the table is none. */
export function weightColumns(
  header: readonly string[],
): { weight: number; code?: number; offence?: number } | undefined {
  const names = header.map(normaliseHeader)
  const at = (p: RegExp) => {
    const k = names.findIndex((n) => p.test(n))
    return k < 0 ? undefined : k
  }
  const [weight, code, offence] = [at(WEIGHT), at(CODE), at(OFFENCE)]
  if (weight === undefined || (code === undefined && offence === undefined)) return undefined
  return names.some((n) => OF_CRIMES.test(n)) ? undefined : { weight, code, offence }
}

/** Whether a table is a list of weights: by the names of its columns. */
export const isWeights = (table: RawTable): boolean => !table.headerless && !!weightColumns(table.header)
