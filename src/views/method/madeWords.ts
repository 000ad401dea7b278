/** What a method was set to when it made its result, for whatever leaves with that: "Hotspots: 150 m squares, counts against chance". */
import type { Screen } from '../../analyses/contract.ts'

export const madeWords = (
  { title, aloud }: Screen<any, any>,
  params: unknown,
  monthly: boolean,
): string | undefined => aloud && `${title}: ${aloud(params as never, monthly)}`
