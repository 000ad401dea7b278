/** A score sheet: facts of a case, the points a force gives them, and what may never be among them. */
import { plainWord } from './answers.ts'

/**
 * solvability – a fact that makes solving likelier. harm – the force's policy on harm and vulnerability. The two are
 * shown apart, so that a vulnerable victim of an unlikely case does not vanish.
 */
export type Part = 'solvability' | 'harm'

/** When a cell earns the points; without it, when it says yes. */
export interface When {
  /** any of these words */
  readonly is?: readonly string[]
  readonly atLeast?: number
  readonly atMost?: number
}

/** One line of a sheet. */
export interface Factor {
  readonly factor: string
  /** header of the register, or a column that Cocoon makes */
  readonly column: string
  readonly points: number
  readonly part: Part
  readonly when?: When
}

/** Columns made by Cocoon: an earlier crime at the same property in 12 months; membership of a live series. */
const MADE_COLUMNS = ['cocoon:repeat', 'cocoon:series'] as const

/** What ended well, for trying a sheet on closed cases: a column, and the words that say so (else yes). */
export interface SolvedRule {
  readonly column: string
  readonly is?: readonly string[]
}

/** A sheet as the force keeps it. */
export interface Sheet {
  readonly name: string
  /** solvability points from which a case is put forward for review */
  readonly threshold: number
  /** harm points from which it is, whatever its solvability; absent = harm is shown and flags nothing */
  readonly harmThreshold?: number
  /** the force's own rule: both parts are summed and the sum held against the threshold */
  readonly sum: boolean
  readonly solved?: SolvedRule
  readonly factors: readonly Factor[]
}

/** The sheet to begin with: no weights, for those behind the printed 75 are not published. */
export const EMPTY_SHEET: Sheet = {
  name: 'New sheet',
  threshold: 75,
  sum: false,
  factors: [],
}

/** A sheet that cannot be used; the message says why, what was expected and what to do. */
export class SheetRefused extends Error {}

/** What the victim is, which no score may rest on, as words of a name. */
const VICTIM: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'age',
    /\b(ages?|aged|dob|date of birth|birth ?(date|day|year)?|born|yob|years old|elderly|older people|senior citizens?|pensioners?|oaps?|retired|juveniles?|teen\w*)\b|\b(victim|complainant|person|people|occupier|householder|resident|tenant|caller|injured party|aggrieved|owner)s?\b.*\b(over|under|above|below) \d\d\b(?! ?(h|hours?|hrs?|d|days?|min\w*|weeks?|months?)\b)/,
  ],
  ['sex', /\b(sex|gender|male|female|transgender|pregnan\w*|maternity)\b/],
  ['sexual orientation', /\b(orientation|sexuality|lgbt\w*)\b/],
  [
    'ethnicity',
    /\b(ethnic\w*|sde|race|racial|ic ?codes?|colou?r of skin|skin|nationality|national origin|country of birth|immigration|asylum|citizenship|traveller)\b/,
  ],
  ['religion', /\b(religio\w*|faith|church|mosque|muslim|christian|jewish|hindu|sikh)\b/],
  ['language', /\b(languages?|tongue|interpreter|english spoken|esol)\b/],
  [
    'disability',
    /\b(disab\w*|impair(ed|ment)s?|autis\w*|deaf\w*|wheelchair|dementia|mental(ly)?|learning difficult\w*|registered blind)\b/,
  ],
  ['marital status', /\b(marital|married|civil partnership|single parent)\b/],
  ['income or tenure', /\b(income|benefits?|tenure|council tenant|occupation|employment|unemployed)\b/],
]
/** "Age of the crime" and its like are about the case. */
const OF_CASE = /\b(crimes?|cases?|investigations?|offences?|incidents?|report|files?)\b/

const tokens = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The characteristic that a name speaks of; undefined for facts of the case. */
export function victimCharacteristic(name: string): string | undefined {
  const words = tokens(name)
  for (const [what, pattern] of VICTIM) {
    if (!pattern.test(words)) continue
    if (
      what === 'age' &&
      OF_CASE.test(words) &&
      !/\b(victim|complainant|person|occupier|householder)\b/.test(words)
    )
      continue
    return what
  }
  return undefined
}

const VALUES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['sex', /^(male|female|non-?binary|transgender|man|woman|mr|mrs|miss|ms)$/],
  [
    'ethnicity',
    /^((white|black|asian|mixed|chinese|arab|indian|pakistani|bangladeshi|caribbean|african)( .*)?|ic ?[1-9])$/,
  ],
  ['religion', /^(christian|muslim|jewish|hindu|sikh|buddhist|no religion)$/],
  ['language', /^(english|welsh|polish|urdu|punjabi|bengali|romanian|arabic|gujarati|somali)$/],
]

/** The characteristic that a column's values speak of, whatever its header: more than half of the filled ones. */
export function characteristicInValues(values: readonly string[]): string | undefined {
  const filled = values
    .map(plainWord)
    .filter((v) => v !== '' && !/^(unknown|not known|not stated|n\/a)$/.test(v))
  if (filled.length === 0) return undefined
  // one letter each, as registers write it; F alone may be false
  if (filled.includes('m') && filled.includes('f') && filled.every((v) => /^[mfux]$/.test(v))) return 'sex'
  // the sixteen classes of the census as systems code them: W1 White British … ; W1 must be there, since B1 may be a beat
  if (filled.includes('w1') && filled.every((v) => /^(w[1-9]|m[1-9]|a[1-9]|b[1-9]|o[1-9]|ns)$/.test(v)))
    return 'ethnicity'
  return VALUES.find(([, p]) => filled.filter((v) => p.test(v)).length * 2 > filled.length)?.[0]
}

/** Why a factor on a victim's characteristic is refused. */
export const refusalOf = (factor: string, what: string): string =>
  `“${factor}” speaks of ${what}: a characteristic of a person, not a fact of the case. No score here may rest on one: it would give victims less service for who they are, which the Equality Act 2010 does not allow, and says nothing of the evidence. Take the factor out; needs of a vulnerable victim belong to a force’s policy on harm.`

type Obj = Readonly<Record<string, unknown>>
const isObject = (v: unknown): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)
const text = (...values: unknown[]): string | undefined =>
  values.find((v): v is string => typeof v === 'string' && v.trim() !== '')?.trim()
const finite = (v: unknown): number | undefined =>
  typeof v === 'number' && Number.isFinite(v) ? v : undefined

/** Reads a sheet from JSON that was parsed. Throws SheetRefused. */
export function parseSheet(value: unknown): Sheet {
  if (!isObject(value))
    throw new SheetRefused(
      'A sheet is an object: {"name": …, "threshold": 75, "factors": [{"factor": …, "column": …, "points": …}]}.',
    )
  const threshold = finite(value.threshold)
  if (threshold === undefined)
    throw new SheetRefused('The sheet has no threshold; a number such as 75 was expected.')
  if (!Array.isArray(value.factors) || value.factors.length === 0)
    throw new SheetRefused(
      'The sheet has no factors; a list of {"factor": …, "column": …, "points": …} was expected. Weights are the force’s own to set: none are published.',
    )
  const harmThreshold = finite(value.harmThreshold)
  const solved = parseSolved(value.solved ?? value.outcome)
  return {
    name: text(value.name) ?? 'Sheet without a name',
    threshold,
    ...(harmThreshold !== undefined && { harmThreshold }),
    sum: value.sum === true,
    ...(solved && { solved }),
    factors: value.factors.map(parseFactor),
  }
}

function parseSolved(v: unknown): SolvedRule | undefined {
  if (typeof v === 'string') return { column: v }
  if (!isObject(v)) return undefined
  const column = text(v.column)
  if (!column) throw new SheetRefused('"solved" needs a column: {"column": …, "is": ["charged", …]}.')
  return { column, ...(wordList(v.is) && { is: wordList(v.is)! }) }
}

const wordList = (v: unknown): readonly string[] | undefined =>
  typeof v === 'string' ? [v] : Array.isArray(v) && v.every((w) => typeof w === 'string') ? v : undefined

function parseFactor(v: unknown, k: number): Factor {
  if (!isObject(v)) throw new SheetRefused(`Factor ${k + 1} is no object with factor, column and points.`)
  const factor = text(v.factor, v.name, v.id, v.column)
  const column = text(v.column, v.factor, v.name, v.id)
  const points = finite(v.points)
  if (!factor || !column)
    throw new SheetRefused(`Factor ${k + 1} names no column of the register; "column": "…" was expected.`)
  if (points === undefined) throw new SheetRefused(`Factor “${factor}” has no points; a number was expected.`)
  if (column.startsWith('cocoon:') && !MADE_COLUMNS.some((m) => m === column))
    throw new SheetRefused(`Factor “${factor}”: Cocoon makes ${MADE_COLUMNS.join(' and ')}, not ${column}.`)
  const what = victimCharacteristic(factor) ?? victimCharacteristic(column)
  if (what) throw new SheetRefused(refusalOf(factor, what))
  if (v.part !== undefined && v.part !== 'solvability' && v.part !== 'harm')
    throw new SheetRefused(
      `Factor “${factor}”: "part" is ${JSON.stringify(v.part)}; solvability or harm was expected.`,
    )
  const when = parseWhen(factor, v)
  return { factor, column, points, part: v.part ?? 'solvability', ...(when && { when }) }
}

function parseWhen(factor: string, v: Obj): When | undefined {
  const rule = isObject(v.when) ? v.when : v
  const is = wordList(rule.is)
  // a factor's own threshold is the number from which it counts
  const atLeast = finite(rule.atLeast) ?? finite(v.threshold)
  const atMost = finite(rule.atMost)
  if (v.when !== undefined && !is && atLeast === undefined && atMost === undefined)
    throw new SheetRefused(
      `Factor “${factor}”: "when" says nothing; {"is": ["…"]}, {"atLeast": n} or {"atMost": n} was expected.`,
    )
  if (!is && atLeast === undefined && atMost === undefined) return undefined
  return {
    ...(is && { is }),
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  }
}
