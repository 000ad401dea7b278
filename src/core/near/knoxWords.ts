/** The answer of a Knox table in plain sentences. */
import { type BlockFigures, FEWEST_PAIRS } from './knoxBlock.ts'
import { type KnoxTable, LARGE, SIGNIFICANT, type Pattern } from './knoxTable.ts'
import { BURGLARY, type OffenceId } from '../base/offences.ts'
import { countOf, showNumber } from '../base/words.ts'

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** "week", "two weeks", "10 days": what follows "the next". */
function spell(days: number): string {
  if (days === 7) return 'week'
  if (days % 7 === 0 && days / 7 < NUMBERS.length) return `${NUMBERS[days / 7]} weeks`
  return days === 1 ? 'day' : `${days} days`
}

const times = (ratio: number) => (ratio >= 9.95 ? Math.round(ratio).toString() : ratio.toFixed(1))

/** How incidents of these offences are spoken of. */
function speech(offences: readonly OffenceId[]) {
  const all = (...ids: OffenceId[]) => offences.length > 0 && offences.every((o) => ids.includes(o))
  if (all(...BURGLARY)) {
    const homes = all('burglary-home') || offences.includes('burglary-home')
    return { after: 'a burglary', places: homes ? 'homes' : 'places', again: 'be burgled', one: 'home' }
  }
  if (all('theft-from-vehicle'))
    return { after: 'a theft from a vehicle', places: 'places', again: 'see another', one: 'place' }
  if (all('theft-of-vehicle'))
    return { after: 'a theft of a vehicle', places: 'places', again: 'see another', one: 'place' }
  return { after: 'an incident', places: 'places', again: 'see another', one: 'place' }
}

/**
 * A ratio that a change of places within a season or an area does not make: what is left so large is near repeats. No
 * source fixes it; what it does to false alarms and to planted near repeats is measured (`npm run calibrate -- "Knox sentences"`).
 */
const FIRM = 1.5

/**
 * Whether a shuffle within groups does not confirm a pattern: p above 0.05, or less than half of what is above 1 left. Of
 * a strong pattern a few pairs more that are expected halve the ratio, and dates of one season lie near each other often
 * enough that true near repeats lose a part of theirs, which is allowed for: there it must be most of the pairs too
 * many that the shuffle takes.
 */
function unconfirmed(pattern: Pattern, f: BlockFigures, season: number | undefined): boolean {
  if (!(f.p <= SIGNIFICANT)) return true
  if (f.ratio - 1 >= (pattern.ratio - 1) / 2) return false
  if (f.ratio < FIRM) return true
  // dates dealt out over a season lie within so many days of each other this often
  const share = season ? Math.min(1, pattern.days / season) : 0
  return 1 - 1 / f.ratio < ((1 - share) ** 2 * (1 - 1 / pattern.ratio)) / 2
}

/** Why a found pattern may be something else: each kind of shuffle that does not confirm it, with its figure there. */
function doubts(t: KnoxTable, which: 'sameHome' | 'neighbours'): string {
  const pattern = t[which]
  if (!pattern.found) return ''
  return t.diagnostics
    .filter((d) => unconfirmed(pattern, d[which], d.within === 'season' ? d.size : undefined))
    .map((d) => {
      const f = d[which]
      const where = {
        season: `only within ${spell(d.size)} at a time`,
        area: `only within squares of ${showNumber(d.size)} m`,
        homes: 'by the homes that stood there at each time',
      }
      return `with dates shuffled ${where[d.within]} it is ${Number.isFinite(f.ratio) ? `${times(f.ratio)} times` : 'nothing to compare'} (p ${f.p.toFixed(2)})`
    })
    .join('; ')
}

/** The doubts as a sentence that follows another. */
function doubt(t: KnoxTable, which: 'sameHome' | 'neighbours'): string {
  const words = doubts(t, which)
  return words && ` This is partly a change of places over time: ${words}.`
}

/** "85 pairs for 63.6 expected; 95% interval 1.1 to 1.6"; `of`: what the interval is of, where no ratio stands before it. */
const evidence = (b: Pattern, of = '') =>
  `${countOf(b.observed, 'pair')} for ${showNumber(b.expected, 1)} expected${b.interval ? `; 95% interval${of} ${times(b.interval[0])} to ${times(b.interval[1])}` : b.observed < FEWEST_PAIRS ? ', too few for an interval' : ''}`

/** More pairs than chance gives, clearly, yet too few more to be called a pattern: not nothing, and not to act upon. */
const isFaint = (b: Pattern): boolean =>
  !b.found &&
  b.p <= SIGNIFICANT &&
  b.ratio > 1 &&
  b.ratio < LARGE &&
  b.interval !== undefined &&
  b.interval[0] > 1

const few = ({ ratio }: Pattern) =>
  `${Math.min(LARGE - 0.01, ratio).toFixed(2)} times the pairs that chance gives, below the ${LARGE} times that count as a pattern`

/**
 * What the table says, one sentence for the same home and one for its neighbours: how much likelier than chance, within
 * what distance and how long; or that no pattern was found, or why there is nothing to say. Speaks only of what is
 * significant and large (see `knoxTable.ts`). "Chance" is the dates shuffled.
 */
export function knoxSentences(t: KnoxTable): readonly string[] {
  const nothing = knoxNothing(t)
  if (nothing) return [nothing]
  const s = speech(t.offences)
  const { sameHome, neighbours } = t
  const again = s.again === 'be burgled' ? 'be burgled again' : s.again
  const within = reach(neighbours)
  const zero = t.sameDay ? '' : ', the same day left out,'
  return [
    sameHome.found
      ? `After ${s.after}, the same ${s.one} is ${times(sameHome.ratio)} times as likely as chance to ${again} ${next(sameHome)}${zero} (${evidence(sameHome)}).${doubt(t, 'sameHome')}`
      : isFaint(sameHome)
        ? `The same ${s.one} has ${few(sameHome)} (${evidence(sameHome)}).`
        : `The same ${s.one} is not clearly hit again sooner than shuffled dates would make it (${evidence(sameHome)}).`,
    neighbours.found
      ? `After ${s.after}, other ${s.places} ${within} are ${times(neighbours.ratio)} times as likely as chance to ${s.again} ${next(neighbours)}${zero} (${evidence(neighbours)}).${doubt(t, 'neighbours')}`
      : isFaint(neighbours)
        ? `Other ${s.places} ${within} have ${few(neighbours)} (${evidence(neighbours)}).`
        : `Of other ${s.places} ${within} nothing of the kind was found (${evidence(neighbours)}).`,
  ]
}

/** "in the next two weeks". */
const next = (b: Pattern) => (b.days === Infinity ? 'afterwards' : `in the next ${spell(b.days)}`)

/** "within 100 m". */
const reach = (b: Pattern) => (b.metres === Infinity ? 'at any distance' : `within ${b.metres} m`)

/** Why there is nothing to tell of home or neighbours; undefined where there is. */
function knoxNothing(t: KnoxTable): string | undefined {
  const { n } = t.shown
  if (n < 2)
    return `There ${n === 1 ? 'is one incident' : 'are no incidents'} here; near repeats need at least two.`
  const edge = t.space[t.space.length - 1]
  const distance = edge === Infinity ? 'at any distance' : `within ${edge} m`
  const days = t.time[t.time.length - 1]
  const span = days === Infinity ? 'at any time' : `within ${days} days`
  if (t.shown.observed.every((o) => o === 0))
    return `No two of the ${countOf(n, 'incident')} lie ${distance} and ${span} of each other, so there is nothing to compare with chance.`
  if (!t.permutations)
    return 'Counts are compared with the exact average of shuffled dates; whether they differ by more than chance is not tested yet.'
  if (!t.sameHome.found && !t.neighbours.found && (isFaint(t.sameHome) || isFaint(t.neighbours))) {
    const s = speech(t.offences)
    const faint = [
      ...(isFaint(t.sameHome) ? [`the same ${s.one} has ${few(t.sameHome)}`] : []),
      ...(isFaint(t.neighbours)
        ? [`other ${s.places} ${reach(t.neighbours)} have ${few(t.neighbours)}`]
        : []),
    ]
    return `No near-repeat pattern large enough to speak of was found in these recorded crimes: ${faint.join('; ')}.`
  }
  if (!t.sameHome.found && !t.neighbours.found)
    return 'No near-repeat pattern was found in these recorded crimes: close in space, they are not clearly closer in time than shuffled dates would make them.'
  return undefined
}

/**
 * The answer as one sentence, for a heading: both figures, and the doubt named where another kind of shuffle does not
 * confirm one. The evidence stands under it, see `knoxSure`.
 */
export function knoxHeadline(t: KnoxTable): string {
  const nothing = knoxNothing(t)
  if (nothing) return nothing
  const s = speech(t.offences)
  const { sameHome, neighbours } = t
  const again = s.again === 'be burgled' ? 'be burgled again' : s.again
  const zero = t.sameDay ? '' : ', the same day left out'
  const partly = (which: 'sameHome' | 'neighbours') =>
    doubts(t, which) && ' (partly a change of places over time)'
  if (!sameHome.found)
    return `After ${s.after}, other ${s.places} ${reach(neighbours)} are ${times(neighbours.ratio)} times as likely as chance to ${s.again} ${next(neighbours)}${zero}${partly('neighbours')}; ${isFaint(sameHome) ? `the same ${s.one} has ${few(sameHome)}` : `for the same ${s.one} nothing clear was found`}.`
  const home = `After ${s.after}, the same ${s.one} is ${times(sameHome.ratio)} times as likely as chance to ${again} ${next(sameHome)}${zero}${partly('sameHome')}`
  return neighbours.found
    ? `${home}; other ${s.places} ${reach(neighbours)} are ${times(neighbours.ratio)} times as likely ${next(neighbours)}${partly('neighbours')}.`
    : isFaint(neighbours)
      ? `${home}; other ${s.places} ${reach(neighbours)} have ${few(neighbours)}.`
      : `${home}; of other ${s.places} ${reach(neighbours)} nothing of the kind was found.`
}

const OF_RATIO = ' of the ratio'

/** What carries the headline: pairs, expectation and interval of each figure, and what speaks against it. */
export function knoxSure(t: KnoxTable): readonly { readonly label: string; readonly says: string }[] {
  if (knoxNothing(t) && !t.permutations) return []
  if (t.shown.n < 2 || t.shown.observed.every((o) => o === 0)) return []
  const s = speech(t.offences)
  const against = (['sameHome', 'neighbours'] as const)
    .map((which) => [which === 'sameHome' ? `Same ${s.one}` : `Other ${s.places}`, doubts(t, which)])
    .filter(([, words]) => words)
  return [
    {
      label: 'How sure',
      says: `Same ${s.one}: ${evidence(t.sameHome, OF_RATIO)}. Other ${s.places}: ${evidence(t.neighbours, OF_RATIO)}. Chance is the same dates shuffled.`,
    },
    ...(against.length
      ? [
          {
            label: 'Partly',
            says: `A change of places over time would look alike. ${against.map(([who, words]) => `${who}: ${words}.`).join(' ')}`,
          },
        ]
      : []),
  ]
}
