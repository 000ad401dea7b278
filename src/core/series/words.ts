/** What a series says, in sentences: each with its n, its certainty and what it does not say. */
import { compassWord } from './series.ts'
import type { SeriesFacts } from './facts.ts'
import { ELLIPSE_CONVENTION } from './place.ts'
import { LEAST_GAPS } from './time.ts'
import { showDay, showHour, weekdayName } from '../base/time.ts'
import { countOf, showNumber, showShare } from '../base/words.ts'

/** "340 m", "1.2 km". */
export const metresWords = (m: number): string =>
  m < 10
    ? `${showNumber(m)} m`
    : m < 950
      ? `${showNumber(Math.round(m / 10) * 10)} m`
      : `${showNumber(m / 1000, 1)} km`

const days = (n: number) => countOf(Math.round(n * 10) / 10, 'day')

/** "9 incidents in 34 days, 2 Oct to 5 Nov 2026". */
export function headline(f: SeriesFacts): string {
  const n = f.steps.length
  if (n === 0) return 'No incident yet'
  const [a, b] = [f.steps[0].day, f.steps[n - 1].day]
  if (n === 1) return `1 incident, ${showDay(a)}`
  if (a === b) return `${countOf(n, 'incident')} on ${showDay(a)}`
  const year = showDay(a).slice(-4) !== showDay(b).slice(-4)
  return `${countOf(n, 'incident')} in ${countOf(b - a + 1, 'day')}, ${showDay(a, { year })} to ${showDay(b)}`
}

/** How fast it goes and how far from one to the next. */
export function paceWords(f: SeriesFacts): string {
  if (f.gaps.length === 0) return 'One incident has no pace.'
  const { pace, ways } = f
  const regular = Number.isNaN(pace.variation)
    ? ''
    : `; spread ${showNumber(pace.variation, 2)} of the mean (0 = by the clock, about 1 = as chance would have it)`
  const way =
    ways.n > 0
      ? ` From one place to the next ${metresWords(ways.median)} (median), ${metresWords(ways.mean)} (mean), as the crow flies.`
      : ''
  return `A gap of ${days(pace.median)} (median), ${days(pace.mean)} (mean) over ${countOf(pace.n, 'gap')}${regular}.${way}`
}

/** Where it lies. */
export function placeWords(f: SeriesFacts): string {
  const e = f.ellipse
  if (e === 'few')
    return `No ellipse: it takes three places, there ${f.placed === 1 ? 'is' : 'are'} ${f.placed}.`
  if (e === 'line') return 'No ellipse: the places lie on one line or one spot.'
  const axis = Number.isNaN(e.bearing)
    ? 'with no direction'
    : `its long axis ${compassWord(e.bearing)} to ${compassWord(e.bearing + 180)}`
  return `The ellipse is ${metresWords(2 * e.major)} by ${metresWords(2 * e.minor)}, ${axis}, and holds ${e.inside} of ${f.placed}.`
}

/** Several of one night are no news of the hour, nor of the day, but once. */
const TOGETHER = 'those of one night moved together'

/** How often chance makes hours as narrow: the narrowest are picked, so an even spread is no yardstick. */
const byChanceWords = (chance: number | undefined): string =>
  chance === undefined
    ? ''
    : chance > 0.05
      ? `: no hours stand out, chance alone makes as narrow a run in ${showShare(chance)} of sets of as many windows, ${TOGETHER}`
      : `; chance alone makes as narrow a run in ${chance < 0.01 ? 'fewer than 1%' : showShare(chance)} of sets of as many windows, ${TOGETHER}`

/** At what hours. */
export function hourWords(f: SeriesFacts): string {
  if (!f.hours || !f.busiest) return 'No hours are known of these incidents.'
  const known = f.steps.length - f.windows.noTime
  const { from, to, length, share } = f.busiest
  const rest = [
    f.windows.noTime > 0 && `${countOf(f.windows.noTime, 'incident')} without hours left out`,
    f.wide > 0 && `${countOf(f.wide, 'window')} longer than 12 hours`,
  ].filter(Boolean)
  return `${length === 24 ? 'The whole day' : `${showHour(from)} to ${showHour(to)}`} holds ${showShare(share)} of the time of ${countOf(known, 'window')}${byChanceWords(f.hoursByChance)}${rest.length > 0 ? `. ${rest.join(', ')}` : ''}.`
}

/**
 * On which days of the week. A day is named only where nights spread evenly over the week would put so many on some
 * one day less than one time in twenty.
 */
export function weekdayWords(f: SeriesFacts): string {
  const n = f.steps.length
  const most = Math.max(...f.weekdays)
  const names = [...f.weekdays].flatMap((v, d) => (v >= most - 1e-9 ? [weekdayName(d)] : []))
  const chance = f.dayByChance
  if (names.length > 2) return `No weekday stands out among ${countOf(n, 'incident')}.`
  const on = `${showNumber(most, 1)} of ${n} on ${names.join(' and on ')}`
  return chance > 0.05
    ? `No weekday stands out: ${on} is no more than chance gives some day.`
    : `Most on ${names.join(' and ')}: ${showNumber(most, 1)} of ${n}; by chance, ${TOGETHER}, some day has so many ${chance < 0.001 ? 'less than 1 time in 1,000' : `about 1 time in ${showNumber(Math.round(1 / chance))}`}.`
}

/** Fewest incidents for the days of the next. */
export const LEAST_NEXT = LEAST_GAPS + 1

/** The days of the next, sentences: the window, where today stands in it, the trial on itself. */
export function nextWords(f: SeriesFacts, asAt: number): string[] {
  const n = f.steps.length
  if (!f.next)
    return [
      `Too few to say when a next one would come: ${LEAST_NEXT} incidents are needed, there ${n === 1 ? 'is' : 'are'} ${n}.`,
    ]
  const { least, most, chance } = f.next
  const last = f.steps[n - 1].day
  const m = f.gaps.length
  const gone = asAt - last
  const longer = f.gaps.filter((g) => g > gone).length
  const state =
    gone < 0
      ? `The last of them lies after the as-at date.`
      : gone > most
        ? `As at ${showDay(asAt)} that window has passed: the series paused, ended, or its latest are not in this file.`
        : `As at ${showDay(asAt)} ${gone === 1 ? '1 day has' : `${gone} days have`} gone by; ${longer} of the ${m} gaps ${longer === 1 ? 'was' : 'were'} longer.`
  const { back } = f
  const trial =
    back.tries === 0
      ? `It cannot be tried on itself yet: ${LEAST_NEXT + 1} incidents are needed.`
      : `Tried on itself: ${back.hits} of ${back.tries} fell in the window made from those before (${showNumber(back.expected, 1)} by the chances claimed); the windows were ${showNumber(back.width, 0)} days wide on average.`
  return [
    `If it went on as before, the next would come ${least === most ? countOf(least, 'day') : `${least} to ${most} days`} after ${showDay(last)}: ${showDay(last + least, { year: false })} to ${showDay(last + most)}. A window of ${showShare(chance)}: that is how often the next of ${m + 1} gaps in no particular order lies so between the others.`,
    state,
    trial,
    'Its members were chosen, partly for lying close in time: a chosen set looks more regular than what comes. Real windows are wider.',
  ]
}

/** What stands beside every series. */
export const SERIES_LIMITS: readonly string[] = [
  'A series is a suspicion to be tested, not a finding: nothing here shows that one person did these.',
  'Nothing here says who, or where from: no home or base is estimated, and none should be read into the centres or the ellipse.',
  `The ellipse is ${ELLIPSE_CONVENTION}; other tools divide by n or leave out √2 and draw it smaller.`,
  'Order, gaps and days go by the middle of each window; a long window leaves its day open. Ways are straight lines.',
]
