/** Weights of harm: editions with their sources, and what they leave blank. Plain counts always stand beside. */
import type { OffenceId } from '../base/offences.ts'

/** A set of weights as it was published. */
export interface HarmEdition {
  readonly id: 'chi' | 'css'
  readonly name: string
  readonly edition: string
  /** what one unit of weight is */
  readonly unit: string
  readonly source: string
  readonly weights: Partial<Record<OffenceId, number>>
  /** why a kind has no weight */
  readonly blank: Partial<Record<OffenceId, string>>
}

const MIXED = 'the label mixes kinds whose weights differ'

/**
 * The editions known here. Their figures were read at second hand, in published copies of the tables: compare them
 * with your own copy before a weighted figure leaves the house. A weight can be replaced by your own in the settings.
 */
export const HARM_EDITIONS: readonly HarmEdition[] = [
  {
    id: 'chi',
    name: 'Cambridge Crime Harm Index',
    edition: '2026 update, medians',
    unit: 'days',
    source: 'Cambridge Crime Harm Index, 2026 update, by a published copy',
    weights: {
      'burglary-home': 273.5,
      'robbery-personal': 365,
      'robbery-any': 365,
      'theft-from-person': 2,
      'vehicle-any': 5,
    },
    blank: {
      'burglary-any': MIXED,
      'theft-from-vehicle': 'only the median of all vehicle offences together (5 days) is known here',
      'theft-of-vehicle': 'only the median of all vehicle offences together (5 days) is known here',
      other: 'not one kind of crime',
    },
  },
  {
    id: 'css',
    name: 'ONS Crime Severity Score',
    edition: 'weights of the ONS tool, rounded',
    unit: 'points',
    source: 'Office for National Statistics, Crime Severity Score, by a published copy',
    weights: {
      'burglary-home': 438,
      'robbery-personal': 746,
      'robbery-any': 746,
      'theft-from-person': 86,
    },
    blank: {
      'burglary-any': MIXED,
      'theft-from-vehicle': 'which of the eight vehicle weights belongs to it could not be verified',
      'theft-of-vehicle': 'which of the eight vehicle weights belongs to it could not be verified',
      'vehicle-any': MIXED,
      other: 'not one kind of crime',
    },
  },
]

/** The weight used for a kind, and where it comes from. */
export interface HarmWeight {
  /** NaN where there is none */
  readonly weight: number
  readonly own: boolean
  /** why there is none */
  readonly blank?: string
}

/** The weight of a kind: the user's own where it is above 0, else the edition's, else blank with the reason. */
export function harmWeight(edition: HarmEdition, offence: OffenceId, own = 0): HarmWeight {
  if (own > 0) return { weight: own, own: true }
  const weight = edition.weights[offence]
  return weight === undefined
    ? { weight: NaN, own: false, blank: edition.blank[offence] ?? 'no weight is known here' }
    : { weight, own: false }
}
