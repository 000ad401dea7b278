/** Offence wordings and Home Office codes, taken for the kinds of crime Cocoon tells apart. */
import type { OffenceId } from '../../core/base/offences.ts'
import { OUTBUILDING, RULES } from './wordings.ts'
import type { Rule } from './wordings.ts'

/** Home Office classification codes → kind. Codes absent here are left to the wording. */
const CODES: readonly (readonly [RegExp, OffenceId])[] = [
  // dwelling (to March 2017), residential (from April 2017), of a home (from April 2023)
  [/^28[A-H]$|^28$|^29A?$/, 'burglary-home'],
  // unconnected building (from April 2023), business and community, other than dwelling
  [/^28[I-L]$|^29B$|^30[A-D]?$|^31A?$/, 'other'],
  [/^34A$/, 'other'],
  [/^34B$/, 'robbery-personal'],
  [/^39$/, 'theft-from-person'],
  [/^45([/.]1[0-9]?)?$/, 'theft-from-vehicle'],
  [/^48([/.][0-9]+)?$|^37[/.]?2$/, 'theft-of-vehicle'],
  [/^126([/.][0-9]+)?$/, 'other'],
]

/** Kind of a Home Office code such as "28E", "028/E1", "45/10"; undefined when the code says nothing. */
export function offenceOfCode(raw: string): OffenceId | undefined {
  const code = raw
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')
  const forms = [code, code.replace(/[/.]/, ''), code.split(/[/.]/)[0]]
  for (const form of forms) for (const [pattern, kind] of CODES) if (pattern.test(form)) return kind
  return undefined
}

/** Wording as it is compared: lower case, plain words without accents, without Act, section, "attempted" and code prefix. */
export function normaliseWording(raw: string): string {
  return raw
    .slice(0, 300)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/&/g, ' and ')
    .replace(/expired.*$/, '')
    .replace(/\btheft act( 1968)?\b|\bsec(tion)?s?\.? ?\d+[a-z]?\b|\bs\.? ?\d+\b|\b1968\b/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/^(ho )?\d+[a-z]? (?=[a-z])/, '')
    .replace(/\bhouse break(?=(ing| in)\b)/g, 'housebreak')
    .replace(
      /\b(attempted|attempt(s)?( to)?|att|tentative de|tentativa de|versuchter?|conspiracy to( commit)?)\b/g,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
}

/** The rule that knows a wording; undefined when none does. */
function ruleOf(raw: string): Rule | undefined {
  const text = normaliseWording(raw)
  return text === '' ? undefined : RULES.find(([pattern]) => pattern.test(text))
}

/** A Home Office code that a wording begins with: "28E Burglary". */
const codeIn = (raw: string): string => /^\s*(?:ho )?(\d{1,3}[a-z]?(?:[/.]\d{1,2})?)\b/i.exec(raw)?.[1] ?? ''

/**
 * Whether an offence is of a shed, a garage or another building that belongs to a home and is none: by its wording, or
 * by the codes for unconnected buildings (from April 2023) where the wording does not tell.
 */
export function isOutbuilding(wording: string, code = ''): boolean {
  const found = ruleOf(wording)
  if (found?.[2] === OUTBUILDING) return true
  const certain = found !== undefined && !found[1].endsWith('-any')
  return !certain && /^0*28[\s/.]?[I-L]/i.test(code.trim() || codeIn(wording))
}

/** What stands between the offences of one cell. */
const BETWEEN = /\s*(?:[;|\n\r+]|\s\/\s|,)\s*/

/**
 * The kind of the first of several offences in one cell that is one of ours, where each part names an offence by itself:
 * "Criminal damage; theft from motor vehicle". "Burglary, business" is one offence: its second part names none.
 */
function ofSeveral(wording: string): OffenceId | undefined {
  // a cell of thousands of blanks must not cost time
  const some = wording.slice(0, 300)
  if (!BETWEEN.test(some)) return undefined
  const parts = some.split(BETWEEN).filter((p) => p.trim() !== '')
  const rules = parts.map((p) => ruleOf(p) ?? (BESIDE.test(normaliseWording(p)) ? NO_KIND : undefined))
  if (parts.length < 2 || rules.some((r) => r === undefined || r[2] === OUTBUILDING)) return undefined
  return rules.find((r) => r![1] !== 'other' && !r![1].endsWith('-any'))?.[1]
}

/** Offences of none of the kinds that are recorded beside one. */
const BESIDE =
  /^(common |sexual |actual |grievous |serious )?(assault|abh|gbh|wounding|harassment|stalking|affray|public order|drug|drugs|possession|trespass|threats?|criminal damage|damage|arson|theft|shoplifting|fraud|drink driv\w*|driving|dangerous driving|no insurance|bodily harm)\b/
const NO_KIND: Rule = [BESIDE, 'other']

/**
 * Kind of an offence by its wording and, where that is undivided ("Burglary") or unknown, by its Home
 * Office code; 'other' when neither says. A wording that names a shed is not overruled by its code.
 */
export function offenceOf(wording: string, code = ''): OffenceId {
  const said = ruleOf(wording)?.[1]
  if (said !== undefined && said !== 'other' && !said.endsWith('-any')) return said
  const several = ofSeveral(wording)
  if (several !== undefined) return several
  if (said === 'other') return said
  // some systems write the code where the wording belongs, or before it
  return offenceOfCode(code) ?? offenceOfCode(codeIn(wording)) ?? said ?? 'other'
}

/** What an offence of none of the kinds is called: by its rule, else as the file words it. */
export function nameOfOther(wording: string): string {
  const found = ruleOf(wording)
  return found?.[1] === 'other' && found[2] ? found[2] : wording || '(blank)'
}

/** The kind of a crime, a burglary or robbery of whatever place as one: later rows often know the place better. */
export const broadKind = (id: OffenceId): string => id.replace(/^(burglary|robbery)-.*/, '$1')

/** Kind named by a file's name, for files without an offence column; undefined when it names none. */
export function offenceOfFileName(name: string): OffenceId | undefined {
  const words = name
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/burglaries/gi, 'burglary')
    .replace(/robberies/gi, 'robbery')
    .replace(/[^a-z]+/gi, ' ')
  const kind = offenceOf(words)
  return kind === 'other' ? undefined : kind
}
