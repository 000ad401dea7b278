/** Incidents that may belong to a series: found by hand, words, nearness or car keys, each with what speaks for it. */
import { NEAR_DAYS, NEAR_METRES } from '../../core/base/published.ts'
import { KeptWeakMap, keptStore } from '../../core/base/kept.ts'
import { create } from 'zustand'
import { inArea } from '../../core/geometry/area.ts'
import type { Incidents, IncidentText } from '../../core/table/incidents.ts'
import type { Area } from '../../core/geometry/area.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import {
  commonWords,
  type Evidence,
  evidenceOf,
  nearByChance,
  nearMembers,
  profileOf,
} from '../../core/series/near.ts'
import { carKeyPairs, carKeysByChance, KEY_DAYS, KEY_METRES, KEY_WORDS } from '../../core/series/carKeys.ts'
import {
  inContext,
  marksIn,
  readSearch,
  satisfies,
  type Search,
  searchRows,
  type WordMatch,
} from '../../core/series/search.ts'
import { dictAt, type TextColumn, textAt } from '../../core/base/text.ts'
import { useStore } from '../../state/store.ts'

/** Texts that words are looked for in. */
export type Field = 'mo' | 'wording' | 'address'

/** How members are being looked for; kept while the page is open. */
export interface Looking {
  readonly how: 'hand' | 'words' | 'near' | 'keys'
  readonly query: string
  readonly match: WordMatch
  readonly fields: readonly Field[]
  readonly metres: number
  readonly days: number
  readonly keyWords: string
  /** the area last drawn, on the plane */
  readonly area?: Area
}

const start: Looking = {
  how: 'words',
  query: '',
  match: 'begins',
  fields: ['mo', 'wording'],
  metres: NEAR_METRES,
  days: NEAR_DAYS,
  keyWords: KEY_WORDS,
}

export const useLooking = keptStore(create<Looking>(() => start))

useStore.subscribe((s, before) => {
  if (s.incidents === before.incidents) return
  // words typed about incidents go with them; an area lies on the plane of its table only
  if (!s.incidents) useLooking.setState(start, true)
  else if (s.incidents.table.crs !== before.incidents?.table.crs) useLooking.setState({ area: undefined })
})

/** Rows that are listed now, for the map. */
export const useListed = keptStore(create<{ readonly rows: readonly number[] }>(() => ({ rows: [] })))

/** A list longer than this is nobody's reading. */
export const MOST = 5000

/** What was found. */
export interface Candidates {
  /** the newest first */
  readonly rows: readonly number[]
  /** how many there were before the list was cut */
  readonly all: number
  /** how many rows the rule of place and days would find by chance alone; absent where there is none */
  readonly byChance?: number
  /** why each is here, in the words of its own text or of the rule */
  readonly why: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** The candidates that are not members: those near a series leave the list as they are added, at once. */
export function withoutMembers(c: Candidates, members: ReadonlySet<number>): Candidates {
  const kept = c.rows.map((_, k) => k).filter((k) => !members.has(c.rows[k]))
  return {
    ...(c.byChance !== undefined && { byChance: c.byChance }),
    rows: kept.map((k) => c.rows[k]),
    all: c.all - (c.rows.length - kept.length),
    why: kept.map((k) => c.why[k]),
    evidence: kept.map((k) => c.evidence[k]),
  }
}

const none: Candidates = { rows: [], all: 0, why: [], evidence: [] }

/** What a search is asked of: every field in words. */
const textsOf =
  (t: Incidents, text: IncidentText, fields: readonly Field[]) =>
  (row: number): string[] =>
    fields.map((f) =>
      f === 'mo'
        ? textAt(text.mo, row)
        : f === 'wording'
          ? dictAt(t.wording, row)
          : textAt(text.address, row),
    )

/** The words found, in ‹ ›, with some of the text around them. */
function context(search: Search, texts: readonly string[]): string {
  const text = texts.find((s) => marksIn(search, s).length > 0)
  if (text === undefined) return ''
  const cut = inContext(search, text)
  let out = ''
  let at = 0
  for (const [a, b] of marksIn(search, cut)) {
    out += `${cut.slice(at, a)}‹${cut.slice(a, b)}›`
    at = b
  }
  return out + cut.slice(at)
}

const common = new KeptWeakMap<TextColumn, Set<string>>()

/** Words of the file that tell nothing; worked out once. */
function commonIn(mo: TextColumn, n: number): Set<string> {
  let found = common.get(mo)
  if (!found) common.set(mo, (found = commonWords(mo, n)))
  return found
}

/** Why nothing can be looked for; undefined where something can. */
export function problemOf(looking: Looking, members: number, hasMo: boolean): string | undefined {
  const { how, query, match, fields, keyWords } = looking
  if (how === 'words') {
    if (fields.length === 0) return 'Choose at least one text to look in.'
    if (!hasMo && fields.every((f) => f === 'mo'))
      return 'This file has no MO text; look in wording or address.'
    const s = readSearch(query, match)
    return 'problem' in s ? s.problem : undefined
  }
  if (how === 'near' && members === 0) return 'It starts from the members: add one by hand or by words first.'
  if (how === 'keys' && hasMo) {
    const s = readSearch(keyWords)
    return 'problem' in s ? s.problem : undefined
  }
  if (how === 'hand' && !looking.area) return 'Or draw round several on the map.'
  return undefined
}

/** Finds candidates among the rows that the filters leave, a step at a time. */
export function* findCandidates(
  t: Incidents,
  text: IncidentText,
  rows: Uint32Array,
  members: Uint32Array,
  looking: Looking,
): Generator<number, Candidates, void> {
  const hasMo = text.mo.bytes.length > 0
  if (problemOf(looking, members.length, hasMo)) return none
  const why = new Map<number, string>()
  let found: Uint32Array
  let byChance: number | undefined
  if (looking.how === 'near') {
    found = nearMembers(t, rows, members, looking.metres, looking.days)
    byChance = nearByChance(t, rows, members, looking.metres, looking.days)
  } else if (looking.how === 'hand') found = rows.filter((i) => inArea(looking.area!, t.x[i], t.y[i]))
  else if (looking.how === 'words') {
    const search = readSearch(looking.query, looking.match) as Search
    const texts = textsOf(t, text, looking.fields)
    found = yield* searchRows(search, rows, texts)
    // only what is listed is worth its context
    for (const i of newestOf(t, found)) why.set(i, context(search, texts(i)))
  } else {
    byChance = carKeysByChance(t, rows)
    for (const p of carKeyPairs(t, rows)) {
      const where = p.samePlace ? 'same place' : `${Math.round(p.metres)} m`
      why.set(p.burglary, `with a vehicle taken, ${where}`)
      why.set(p.vehicle, `with a burglary, ${where}`)
    }
    if (hasMo) {
      const search = readSearch(looking.keyWords) as Search
      const kinds = new Set([offenceIndex('burglary-home'), offenceIndex('theft-of-vehicle')])
      for (let k = 0; k < rows.length; k++) {
        const i = rows[k]
        if (k % 2000 === 1999) yield (0.7 * k) / rows.length
        if (!kinds.has(t.offence[i])) continue
        const mo = textAt(text.mo, i)
        if (satisfies(search, [mo]))
          why.set(i, [why.get(i), context(search, [mo])].filter(Boolean).join('; '))
      }
    }
    found = Uint32Array.from(why.keys())
  }
  const listed = newestOf(t, found)
  const known = commonIn(text.mo, t.n)
  const profile = profileOf(t, text.mo, members, known)
  const evidence: Evidence[] = []
  for (const i of listed) {
    evidence.push(
      evidenceOf(t, text.mo, profile, known, i, looking.how === 'near' ? looking.days : undefined),
    )
    if (evidence.length % 100 === 0) yield 0.7 + (0.3 * evidence.length) / listed.length
  }
  return {
    ...(byChance !== undefined && { byChance }),
    rows: listed,
    all: found.length,
    why: listed.map((i) => why.get(i) ?? ''),
    evidence,
  }
}

const newestOf = (t: Incidents, rows: Uint32Array): number[] =>
  [...rows].sort((a, b) => t.from[b] - t.from[a] || a - b).slice(0, MOST)

/** What the rule for car keys is, in a sentence. */
export const KEY_RULE = `A residential burglary and a theft of a vehicle at the same place or within ${KEY_METRES} m, their windows within ${KEY_DAYS} day of each other; or a burglary or vehicle theft whose MO has the words below.`
