/** Weights of harm: dated editions with their sources, and what they leave blank. Plain counts always stand beside. */
import type { OffenceId } from '../base/offences.ts'
import { WEIGHED } from './weighed.ts'

/** A set of weights as it was published, or as a list of the user's own gives it. */
export interface HarmEdition {
  readonly id: 'chi' | 'css' | 'css-2021' | 'list'
  readonly name: string
  /** which edition, dated: weights of one index differ from edition to edition */
  readonly edition: string
  /** what one unit of weight is */
  readonly unit: string
  readonly source: string
  readonly weights: Partial<Record<OffenceId, number>>
  /** why a kind has no weight */
  readonly blank: Partial<Record<OffenceId, string>>
  /** what must be said of the weight of a kind */
  readonly remark?: Partial<Record<OffenceId, string>>
}

const MIXED = 'the label mixes kinds whose weights differ'
const ALL_VEHICLE = 'only the median of all vehicle offences together (5 days) is known here'
const NOT_ONE = 'not one kind of crime'

/** Codes of the ONS list whose weight a kind takes; aggravated offences weigh more and are not told apart here. */
const ONS_BLANK = { 'burglary-any': MIXED, 'vehicle-any': MIXED, other: NOT_ONE }
const ONS_REMARK = {
  'burglary-home':
    'codes 28A to 28H; aggravated burglary, which weighs about five times as much, is not told apart',
  'theft-of-vehicle': 'code 48; aggravated vehicle taking (37.2) is not told apart',
}

/**
 * The editions known here. Their figures were read at second hand, in published copies of the tables: compare them
 * with your own copy before a weighted figure leaves the house, or drop the list itself on the page.
 */
export const HARM_EDITIONS: readonly HarmEdition[] = [
  {
    id: 'chi',
    name: 'Cambridge Crime Harm Index',
    edition: '2026 update, medians over codes by a third party',
    unit: 'days',
    source:
      'Cambridge Crime Harm Index, 2026 update; each weight is the median of the codes of its kind, worked out by a student project and not published by Cambridge',
    weights: {
      'burglary-home': 273.5,
      'robbery-personal': 365,
      'robbery-any': 365,
      'theft-from-person': 2,
      'vehicle-any': 5,
    },
    blank: {
      'burglary-any': MIXED,
      'theft-from-vehicle': ALL_VEHICLE,
      'theft-of-vehicle': ALL_VEHICLE,
      other: NOT_ONE,
    },
    remark: {
      'burglary-home': 'a third party’s median of twelve codes (2 to 730 days), not a published value',
      'vehicle-any': 'a third party’s median of fifteen codes (2 to 10 days), not a published value',
    },
  },
  {
    id: 'css',
    name: 'ONS Crime Severity Score',
    edition: '2016 release, most weights rounded',
    unit: 'points',
    source: 'Office for National Statistics, Crime Severity Score, 2016 release, by published copies',
    weights: {
      'burglary-home': 438,
      'theft-from-vehicle': 34,
      'theft-of-vehicle': 124,
      'robbery-personal': 746.54326,
      'robbery-any': 746.54326,
      'theft-from-person': 86,
    },
    blank: ONS_BLANK,
    remark: ONS_REMARK,
  },
  {
    id: 'css-2021',
    name: 'ONS Crime Severity Score',
    edition: 'data tool as downloaded by March 2021',
    unit: 'points',
    source: 'Office for National Statistics, Crime Severity Score data tool, by a copy made by March 2021',
    weights: {
      'burglary-home': 465.381473,
      'theft-from-vehicle': 32.920677,
      'theft-of-vehicle': 128.429432,
      'robbery-personal': 799.62887,
      'robbery-any': 799.62887,
      'theft-from-person': 80.40516,
    },
    blank: ONS_BLANK,
    remark: ONS_REMARK,
  },
]

/** A list of the user's own as an edition: its name, and its weights in the order of `WEIGHED` (0 = it gives none). */
export function ownEdition(name: string, list: readonly number[]): HarmEdition {
  const loaded = list.some((w) => w > 0)
  const none = loaded ? 'the list gives no one weight for it' : 'no list of weights is loaded'
  const kinds = WEIGHED.map((id, k) => [id, list[k] ?? 0] as const)
  return {
    id: 'list',
    name: 'Your list of weights',
    edition: name || 'not named',
    unit: 'points',
    source: loaded
      ? `Your list of weights: ${name || 'not named'}`
      : 'No list of weights is loaded: drop the sheet of weights (code, offence, weight) on the page, or choose an edition',
    weights: Object.fromEntries(kinds.filter(([, w]) => w > 0)),
    blank: {
      ...Object.fromEntries(kinds.filter(([, w]) => !(w > 0)).map(([id]) => [id, none])),
      other: NOT_ONE,
    },
  }
}

/** "ONS Crime Severity Score, 2016 release, most weights rounded": how an edition is named wherever harm is shown. */
export const editionWords = ({ name, edition }: Pick<HarmEdition, 'name' | 'edition'>): string =>
  `${name}, ${edition}`

/** The weight used for a kind, and where it comes from. */
export interface HarmWeight {
  /** NaN where there is none */
  readonly weight: number
  readonly own: boolean
  /** why there is none */
  readonly blank?: string
  /** what must be said of it */
  readonly remark?: string
}

/** The weight of a kind: the user's own where it is above 0, else the edition's, else blank with the reason. */
export function harmWeight(edition: HarmEdition, offence: OffenceId, own = 0): HarmWeight {
  if (own > 0) return { weight: own, own: true }
  const weight = edition.weights[offence]
  if (weight === undefined)
    return { weight: NaN, own: false, blank: edition.blank[offence] ?? 'no weight is known here' }
  const remark = edition.remark?.[offence]
  return { weight, own: false, ...(remark && { remark }) }
}
