/** Offence wordings and Home Office codes, taken for the kinds of crime Cocoon tells apart. */
import type { OffenceId } from '../../core/base/offences.ts'

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

/** Wording as it is compared: lower case, plain words, without Act, section, "attempted" and code prefix. */
export function normaliseWording(raw: string): string {
  return raw
    .slice(0, 300)
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/expired.*$/, '')
    .replace(/\btheft act( 1968)?\b|\bsec(tion)?s?\.? ?\d+[a-z]?\b|\bs\.? ?\d+\b|\b1968\b/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/^(ho )?\d+[a-z]? (?=[a-z])/, '')
    .replace(/\b(attempted|attempt(s)?( to)?|att|conspiracy to( commit)?)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const VEHICLE = '(motor ?)?(vehicles?|veh|cars?|vans?|lorry|mv|motor ?cycles?|motor ?bikes?|mopeds?)'

/** First match wins: the order is the meaning. */
const WORDINGS: readonly (readonly [RegExp, OffenceId])[] = [
  // open data's undivided labels
  [/^burglary$/, 'burglary-any'],
  [/^vehicle crime$|^vehicle offences?$|^vehicle theft$/, 'vehicle-any'],
  [/^robbery$/, 'robbery-any'],
  // burglary: what is not a home first, for "residential" stands in "non residential" too
  [
    /(burglar|break(ing)? (and|in)).*(unconnected|outbuilding|shed\b|garage|business|commercial|community|non ?(residential|dwelling)|other than (a )?dwelling|not (a )?dwelling|other building|industrial|shop|school)/,
    'other',
  ],
  [
    /(unconnected|business|commercial|community|non ?(residential|dwelling)).*(burglar|break(ing)? (and|in))/,
    'other',
  ],
  [/(burglar|break(ing)? (and|in)).*(residen|dwelling|\bhome\b|domestic|house)/, 'burglary-home'],
  [/(\bres\b|residen|dwelling|domestic|\bhome\b|house).*(burglar|break(ing)? (and|in))/, 'burglary-home'],
  [/burglar|^break(ing)? (and|in)/, 'burglary-any'],
  // robbery
  [/(robbery|\brob\b).*business|business.*robbery/, 'other'],
  [/(robbery|\brob\b).*person|person(al)?.*robbery|car ?jack/, 'robbery-personal'],
  [/\brobber|intent to rob/, 'robbery-any'],
  // theft from before theft of: "theft of property from a vehicle"
  [/interfer|tamper/, 'other'],
  [
    new RegExp(`\\bfrom (an? |the |unattended |parked )?(locked |unlocked )?${VEHICLE}\\b|\\btfmv\\b`),
    'theft-from-vehicle',
  ],
  [
    /catalytic|(theft|stolen|stealing).*vehicle (parts|contents)|vehicle (parts|contents).*(theft|stolen)/,
    'theft-from-vehicle',
  ],
  [/theft from (the |a )?person|pick ?pocket|snatch/, 'theft-from-person'],
  [
    new RegExp(
      `(theft|steal(ing)?|stolen|tak(ing|e)|unauth\\w*) (or |and )?(unauth\\w* tak\\w* |attempted )?(of )?(an? |the )?${VEHICLE}\\b|\\btomv\\b|\\btwoc\\b|\\btwocc\\b|aggravated vehicle tak|vehicle taking|unauth\\w* tak\\w* (of )?(an? )?(m v|mv|${VEHICLE})|${VEHICLE} (theft|stolen)`,
    ),
    'theft-of-vehicle',
  ],
]

/** Kind of an offence wording; undefined when no rule knows it. */
function kindOfWording(raw: string): OffenceId | undefined {
  const text = normaliseWording(raw)
  if (text !== '') for (const [pattern, kind] of WORDINGS) if (pattern.test(text)) return kind
  // some systems write only the code where the wording belongs
  return /^\d{1,3}[a-z]?([/. ]\d{1,2})?$/i.test(raw.trim()) ? offenceOfCode(raw) : undefined
}

/**
 * Kind of an offence by its wording and, where that is undivided ("Burglary") or unknown, by its Home
 * Office code; 'other' when neither says. A wording that names a shed is not overruled by its code.
 */
export function offenceOf(wording: string, code = ''): OffenceId {
  const said = kindOfWording(wording)
  if (said !== undefined && !said.endsWith('-any')) return said
  return offenceOfCode(code) ?? said ?? 'other'
}

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
