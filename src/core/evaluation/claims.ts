/** A claim such as "877 to 0" or "−31%" taken apart: what it says, what it rests on, what is missing. */
import { dayFrom } from '../base/time.ts'
import { capital, countOf, showNumber } from '../base/words.ts'
import { rateRatio as exactRatio } from '../stats/compare.ts'
import { breaksWithin } from '../table/lookBack.ts'
import { type Interval, rateChange, tippingPhi } from './rateChange.ts'
import { FEWEST_BEFORE } from './verdict.ts'
import { wddRefusal } from './wdd.ts'
import { changeWords, rangeWords } from './words.ts'

/** Counts a claim gives of one place. */
export interface ClaimedCounts {
  /** what the claim calls it; '' where it does not say */
  readonly label: string
  readonly before: number
  readonly after: number
}

/** What a claim says. */
export interface Claim {
  /** the first is the plan's, a second its comparison */
  readonly counts: readonly ClaimedCounts[]
  /** −31 for a fall of 31 %; undefined where none is given */
  readonly percent?: number
  /** years it names, ascending */
  readonly years: readonly number[]
}

const COUNT = String.raw`\d{1,3}(?:,\d{3})+|\d+`
const PAIR = new RegExp(
  String.raw`(?:from\s+)?(?<![\d.])(${COUNT})\s*(?:→|->|=>|(?:down |up )?to)\s*(${COUNT})(?![\d.]*\s*(?:%|per\s?cent))`,
  'gi',
)
const PERCENT = /([-−–+]?)\s*(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)/i
/** Changes that are said in words, in per cent; falls are told from the words around, as for a percentage. */
const SPOKEN: readonly (readonly [RegExp, number])[] = [
  [/\bhalved\b/i, -50],
  [/\bdoubled\b/i, 100],
  [/\b(trebled|tripled)\b/i, 200],
  [/\bby (almost |nearly |about |over )?(two|2)[ -]thirds\b/i, 200 / 3],
  [/\bby (almost |nearly |about |over )?(three|3)[ -]quarters\b/i, 75],
  [/\bby (almost |nearly |about |over )?(a |one )?third\b/i, 100 / 3],
  [/\bby (almost |nearly |about |over )?(a |one )?quarter\b/i, 25],
  [/\bby (almost |nearly |about |over )?(a |one )?half\b/i, 50],
]
const isYear = (n: number) => n >= 1990 && n <= 2099

/** Reads a claim as people write it. Nothing is guessed: what is not there stays missing. */
export function readClaim(text: string): Claim {
  const counts: ClaimedCounts[] = []
  let rest = text
  let from = 0
  for (const m of text.matchAll(PAIR)) {
    const [before, after] = [m[1], m[2]].map((t) => Number(t.replaceAll(',', '')))
    if (isYear(before) && isYear(after)) continue
    const label = text
      .slice(from, m.index)
      .replace(/^[\s,;:.–-]+|[\s,;:.–-]+$/g, '')
      .replace(/^(and|while|against|v|vs)\s+/i, '')
    counts.push({ label, before, after })
    from = m.index + m[0].length
    rest = rest.replace(m[0], ' ')
  }
  const p = PERCENT.exec(rest)
  const falls = /\b(fell|fall|falls|fallen|down|drop\w*|decreas\w*|reduc\w*|cut|less|fewer|lower)\b/i.test(
    rest,
  )
  const spoken = SPOKEN.find(([words]) => words.test(rest))?.[1]
  const percent = p
    ? Number(p[2]) * (p[1] === '+' ? 1 : p[1] || falls ? -1 : 1)
    : spoken && (falls && spoken > 0 ? -spoken : spoken)
  const years = [...new Set([...rest.matchAll(/\b(19|20)\d\d\b/g)].map((m) => Number(m[0])))].sort(
    (a, b) => a - b,
  )
  return { counts, ...(percent !== undefined && { percent }), years }
}

/** What can be said of a claim. */
export interface ClaimCheck {
  readonly claim: Claim
  readonly answer: string
  readonly notes: readonly string[]
  /** what the claim would have to say as well */
  readonly missing: readonly string[]
  /** against the comparison, the plan's own counts taken out of it where it holds them */
  readonly ratio?: { readonly rateRatio: number; readonly ci: Interval; readonly subtracted: boolean }
  /** before and after alone, by chance alone */
  readonly alone?: { readonly rateRatio: number; readonly ci: Interval }
}

/** Whether a comparison's name says that the plan's places lie in it. */
const holdsThePlan = (label: string): boolean =>
  /\b(city|town|force|county|district|division|borough|ward|area|overall|total|whole|everywhere)\b/i.test(
    label,
  ) &&
  !/\b(rest|elsewhere|other|without|outside|remainder|next|neighbouring|similar|comparison)\b/i.test(label)

/** What a percentage alone leaves open: whether chance does as much of few and of many incidents. */
function withoutCounts(percent: number): string {
  if (percent < -100)
    return `A count cannot fall by more than 100%: ${showNumber(-percent)}% is a slip of the claim.`
  const [few, many] = [FEWEST_BEFORE, 100 * FEWEST_BEFORE]
  const byChance = (before: number) => {
    const { low, high } = exactRatio(Math.round(before * (1 + percent / 100)), 1, before, 1)
    return low <= 1 && high >= 1
  }
  const [ofFew, ofMany] = [byChance(few), byChance(many)]
  const says = ofMany
    ? `even of ${showNumber(many)} incidents it is within what chance does`
    : ofFew
      ? `of ${few} incidents it is within what chance does, of ${showNumber(many)} it is not`
      : `of ${few} incidents or more it is more than chance often does, which does not say what brought it about`
  return `${capital(changeWords(1 + percent / 100))} cannot be judged without its counts: ${says}.`
}

/** Takes a claim apart. `contains` says whether the comparison holds the plan's places; absent = told from its name. */
export function checkClaim(text: string, contains?: boolean): ClaimCheck {
  const claim = readClaim(text)
  const [own, other] = claim.counts
  const missing: string[] = []
  const notes: string[] = []
  if (!own) missing.push('the two counts the figure was made from')
  if (!other) missing.push('the same two counts of a place where nothing was done')
  if (claim.years.length < 2) missing.push('the two periods, with their dates')
  missing.push('how and from which months the places were chosen', 'what happened in the streets around')
  const span = claim.years.length
    ? ([dayFrom(claim.years[0], 1, 1), dayFrom(claim.years.at(-1)!, 12, 31)] as const)
    : undefined
  if (span) for (const b of breaksWithin(span)) notes.push(`The years named reach over a break: ${b}.`)
  const done = (answer: string, more: Partial<ClaimCheck> = {}): ClaimCheck => ({
    claim,
    answer,
    notes,
    missing,
    ...more,
  })

  if (!own)
    return done(
      claim.percent === undefined
        ? 'Neither counts nor a percentage can be read from this; "877 to 0", "−31%" or "12 streets 60 to 10, city 400 to 292" were expected.'
        : withoutCounts(claim.percent),
    )
  const exact = exactRatio(own.after, 1, own.before, 1)
  const alone = { rateRatio: exact.ratio, ci: [exact.low, exact.high] as const }
  if (claim.percent !== undefined && own.before > 0) {
    const real = 100 * (own.after / own.before - 1)
    if (Math.abs(real - claim.percent) > 1)
      notes.push(`The counts give ${changeWords(1 + real / 100)}, not the percentage claimed.`)
  }
  if (own.after === 0 && own.before >= FEWEST_BEFORE)
    notes.push(
      `A count of ${showNumber(own.before)} that ends at 0 is rarely crime alone: ask whether the definition, the recording or the area changed. Hotspot policing that was held against comparisons went with falls of about 8 to 16% on average, by the measure taken (Braga and Weisburd 2022, 60 tests).`,
    )
  if (own.before < FEWEST_BEFORE)
    notes.push(
      `Only ${countOf(own.before, 'incident')} before: too few for any verdict (${FEWEST_BEFORE} or more are needed).`,
    )
  if (own.before > 0)
    notes.push(
      `Before and after alone: ${changeWords(alone.rateRatio)}, ${rangeWords(alone.ci)} if counts swing no more than chance. Crime that falls everywhere, and places chosen at their worst, fall without any plan.`,
    )
  if (!other)
    return done(
      own.before > 0
        ? `It says ${changeWords(own.after / own.before)}, ${showNumber(own.before)} to ${showNumber(own.after)}, but not against what: whether it worked cannot be told from this.`
        : 'Nothing was counted before: no change can be formed from it.',
      { alone },
    )
  const holds = contains ?? holdsThePlan(other.label)
  const subtracted = holds && other.before > own.before && other.after >= own.after
  const counts = {
    ...{ before: own.before, after: own.after },
    comparisonBefore: other.before - (subtracted ? own.before : 0),
    comparisonAfter: other.after - (subtracted ? own.after : 0),
  }
  if (counts.before === 0 || counts.comparisonBefore === 0)
    return done('Nothing was counted before in one of the two places: no change can be formed from it.', {
      alone,
    })
  if (subtracted)
    notes.push(
      `${capital(other.label || 'the comparison')} holds the places of the plan; without them it went from ${showNumber(counts.comparisonBefore)} to ${showNumber(counts.comparisonAfter)}.`,
    )
  const refused = wddRefusal(counts)
  if (refused) notes.push(`No difference of counts. ${refused}`)
  const change = rateChange(counts)
  const tips = tippingPhi(change)
  notes.push(
    `This interval takes counts as Poisson; ${change.ci[0] < 1 && change.ci[1] > 1 ? 'counts that swing more make it wider still' : `it would reach no change if counts swung ${showNumber(tips, 1)} times as much as chance`}.`,
  )
  const few = Math.min(counts.before, counts.comparisonBefore) < FEWEST_BEFORE
  return done(
    few
      ? `No verdict: under ${FEWEST_BEFORE} incidents before in one of the two places.`
      : `Against the comparison it is ${changeWords(change.rateRatio)}, ${rangeWords(change.ci)} if counts swing no more than chance.`,
    { alone, ratio: { rateRatio: change.rateRatio, ci: change.ci, subtracted } },
  )
}
