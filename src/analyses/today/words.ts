/** The overview in sentences: each count with its expectation and how sure it is. */
import type { Values } from '../../core/base/params.ts'
import { showDay } from '../../core/base/time.ts'
import { capital, countOf, sayP, showNumber, showP, showShare } from '../../core/base/words.ts'
import type { Look } from '../../core/stats/against.ts'
import { editionWords } from '../../core/stats/harm.ts'
import type { Rank } from '../../core/stats/rankBands.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import type { LookBack, LookWindow } from '../../core/table/lookBack.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Words } from '../contract.ts'
import type { SCHEMA } from './params.ts'
import type { AlertRecord } from './record.ts'
import type { BeatLook, KindRow, TodayResult, Trend } from './result.ts'
import { json } from './json.ts'

/** Looks with an unadjusted p of at most this are watched where they are no alert. */
export const WATCH = 0.01

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const small = (n: number) => NUMBERS[n] ?? String(n)

/** Days of the base of the short window as whole weeks, or as months. */
function baseLength(lookBack: LookBack): number {
  const [from, to] = lookBack.windows[0].base[0]
  return lookBack.grain === 'days' ? Math.round((to - from + 1) / 7) : Math.round((to - from + 1) / 30.4)
}

/** What the expectation is made of: "the same weeks of last year, three weeks on either side". */
export function baseWords(lookBack: LookBack, around: number): string {
  const unit = lookBack.grain === 'days' ? 'week' : 'month'
  if (lookBack.kind === 'none') return 'nothing: too little lies before'
  if (lookBack.kind === 'season') {
    const [from, to] = lookBack.windows[1].base[0]
    const n = Math.round((to - from + 1) / (unit === 'week' ? 7 : 30.4))
    return `a level, trend and season fitted to the ${countOf(n, unit)} before`
  }
  if (lookBack.kind === 'before') return `the ${countOf(baseLength(lookBack), unit)} before`
  const side = unit === 'week' ? around : Math.min(1, around)
  const years = lookBack.years === 1 ? 'last year' : `the last ${small(lookBack.years)} years`
  return `the same ${unit}s of ${years}${side > 0 ? `, ${small(side)} ${unit}${side === 1 ? '' : 's'} on either side` : ''}`
}

/** "in 7 days", "in the last month". */
export const inWindow = (w: LookWindow): string =>
  w.label.startsWith('last') ? `in the ${w.label}` : `in ${w.label}`

/** An expectation as it reads: one digit below 100, two where one would make nothing of it. */
export const showExpected = (v: number): string =>
  !Number.isFinite(v)
    ? 'unknown'
    : v > 0 && v < 0.05
      ? v < 0.005
        ? 'under 0.01'
        : showNumber(v, 2)
      : showNumber(v, v < 99.95 ? 1 : 0)

/** "6 to 22" or "6–22". */
export const showRange = (l: Look, joint = ' to '): string =>
  Number.isNaN(l.low) ? 'unknown' : `${showNumber(l.low)}${joint}${showNumber(l.high)}`

export const VERDICT = {
  above: { word: 'above', symbol: '▲' },
  below: { word: 'below', symbol: '▼' },
  within: { word: 'in range', symbol: '•' },
  // no dash: before a number it reads as a minus
  unknown: { word: 'no base', symbol: '' },
  unjudged: { word: 'not judged', symbol: '' },
} as const

/** How often chance alone does this: "about 1 time in 40". */
export function chanceWords(p: number): string {
  if (p < 1e-4) return 'less than 1 time in 10,000'
  const times = 1 / p
  return `about 1 time in ${showNumber(times < 20 ? Math.round(times) : Number(times.toPrecision(2)))}`
}

/** One look in words, with its certainty. */
export function lookWords(l: Look, w: LookWindow): string {
  const what = `${showNumber(l.count)} ${inWindow(w)}`
  if (l.verdict === 'unknown') return `${what}; nothing to expect it by`
  if (l.verdict === 'unjudged') return `${what}, ${showExpected(l.expected)} expected; not judged`
  const against = `${what}, ${showExpected(l.expected)} expected (${showRange(l)})`
  if (l.verdict === 'within') {
    const p = Math.min(l.more, l.fewer)
    // beyond the range of a single look, inside the one that holds for all of them together
    return p > 0.025
      ? `${against}: within what chance gives`
      : `${against}: inside the range, though in a single look so ${l.more < l.fewer ? 'many' : 'few'} come ${chanceWords(p)} (${sayP(p)})`
  }
  const p = l.verdict === 'above' ? l.more : l.fewer
  const so = l.verdict === 'above' ? 'so many' : 'so few'
  const sure = p < 0.001 ? 'hard to put down to chance' : 'not often by chance'
  return `${against}: ${l.verdict} the range, ${sure} (without a change ${so} come ${chanceWords(p)}; ${sayP(p)})`
}

/** "vary 1.6 times as much as chance alone makes them (22 earlier windows of 28 days)", of the longer window. */
export function swingWords(k: KindRow): string {
  const { whole, windows, unit } = k.past[1]
  if (!whole) return `Longer windows are not judged: ${fewWindows(windows, unit)}.`
  const of = `${countOf(whole.windows, 'earlier window')} of ${unit === 'month' ? 'a month' : unit}`
  return whole.phi < 1.05
    ? `Its counts were not seen to vary more than chance alone makes them (${of}).`
    : `Its counts vary ${showNumber(whole.phi, 1)} times as much as chance alone makes them (${of}); the ranges allow for that.`
}

/** The direction of the weeks: "Over 12 weeks 214, 18% more than in the same weeks a year before (181)…". */
export function trendWords(t: Trend, lookBack: LookBack): string {
  const months = lookBack.grain === 'months'
  const span = months ? '3 months' : '12 weeks'
  const then = lookBack.trend!.yearBefore
    ? `the same ${months ? 'months' : 'weeks'} a year before`
    : `the ${span} before`
  if (t.nowDays === 0 || t.thenDays === 0)
    return `Over ${span} ${showNumber(t.now)}; of ${t.thenDays === 0 ? then : 'these'} the files hold no day.`
  if (t.now + t.then === 0) return `Over ${span} none, and none in ${then}.`
  const ratio = t.now / t.nowDays / (t.then / t.thenDays)
  // where months are missing, or months differ in length, only rates can be compared
  const daily = Math.abs(t.nowDays - t.thenDays) > 7 ? ' by the day' : ''
  const change =
    t.then === 0
      ? 'none'
      : Math.abs(ratio - 1) < 0.005
        ? 'as many'
        : `${showShare(Math.abs(ratio - 1))} ${ratio > 1 ? 'more' : 'fewer'}${daily}`
  const sure = !lookBack.trend!.yearBefore
    ? 'no season is known, so this may be the time of the year'
    : Number.isNaN(t.p)
      ? 'how much such counts vary is not known'
      : `${t.p < 0.01 ? 'hard to put down to chance' : t.p < 0.05 ? 'not often by chance' : 'could well be chance'} (${sayP(t.p)})`
  const against =
    t.then === 0
      ? `none in ${then}`
      : `${change} ${change === 'as many' ? 'as' : 'than'} in ${then} (${showNumber(t.then)})`
  return `Over ${span} ${showNumber(t.now)}, ${against}: ${sure}.`
}

/** A kind of crime in a few sentences. */
export const kindWords = (k: KindRow, r: Pick<TodayResult, 'lookBack'>): string =>
  [
    `${k.label}: ${lookWords(k.looks[0], r.lookBack.windows[0])}. ${capital(lookWords(k.looks[1], r.lookBack.windows[1]))}.`,
    ...(k.trend ? [trendWords(k.trend, r.lookBack)] : []),
    ...(r.lookBack.kind === 'none' ? [] : [swingWords(k)]),
  ].join(' ')

/** "Burglary in Beat 4: 9 in 7 days, 3.1 expected, p = 0.005". */
export const alertWords = (a: BeatLook, r: Pick<TodayResult, 'kinds' | 'lookBack'>): string =>
  `${r.kinds[a.kind].label} in ${a.beat}: ${showNumber(a.count)} ${inWindow(r.lookBack.windows[a.window])}, ${showExpected(a.expected)} expected, ${sayP(a.more)}`

/** "13 in 28 days against 4.0, p = 0.005: no alert". */
export const watchWords = (a: BeatLook, r: Pick<TodayResult, 'kinds' | 'lookBack'>): string =>
  `${r.kinds[a.kind].label} in ${a.beat}: ${showNumber(a.count)} ${inWindow(r.lookBack.windows[a.window])} against ${showExpected(a.expected)}, ${sayP(a.more)}`

/** What many looks do to a find: "1 of 40 looks; false finds held to 10%". */
export const looksWords = (n: number, level: number): string =>
  `1 of ${countOf(n, 'look')}; false finds held to ${showNumber(level, level % 1 ? 1 : 0)}%`

/** "This rule raised 3 alerts a year on your past weeks (52 looked at)". */
export const recordWords = (r: AlertRecord): string =>
  r.alerts === 0
    ? `This rule would have raised no alert on the ${countOf(r.looks, `past ${r.unit}`)} of this file that could be judged`
    : `This rule would have raised ${countOf(r.alerts, 'alert')} on the ${countOf(r.looks, `past ${r.unit}`)} of this file that could be judged, ${showNumber(r.perYear, r.perYear < 10 ? 1 : 0)} a year`

/** "No season known (200 days of 456)" in front of all else, where the file is too short to tell it and there are ranges; '' otherwise. */
export const seasonFirst = ({ lookBack, ranges }: Pick<TodayResult, 'lookBack' | 'ranges'>): string =>
  lookBack.kind === 'before' && !lookBack.seasonKnown && ranges > 0
    ? 'No season is known yet, which takes 15 months, so the ranges are wide'
    : ''

/** The answer in one sentence: what is above its range, what is below, and how many beats stand out. */
export function answerOf(r: TodayResult): string {
  const { kinds, lookBack, alerts, looks } = r
  const [short, long] = lookBack.windows
  if (lookBack.kind === 'none') {
    const sum = (w: 0 | 1) => kinds.reduce((s, k) => s + k.looks[w].count, 0)
    // a file that begins with the short window has nothing more to tell of the long one
    const more = sum(1) === sum(0) ? '' : ` and ${showNumber(sum(1))} ${inWindow(long)}`
    return `${capital(countOf(sum(0), 'incident'))} ${inWindow(short)}${more}; too little lies before to say whether that is many.`
  }
  const side = (verdict: 'above' | 'below', p: 'more' | 'fewer') =>
    kinds
      // a mixture of offences is no headline
      .filter((k) => k.offence !== 'other' || kinds.length === 1)
      .flatMap((k) => k.looks.map((look, w) => ({ k, look, window: lookBack.windows[w] })))
      .filter(({ look }) => look.verdict === verdict)
      .sort((a, b) => a.look[p] - b.look[p])
  const [ups, downs] = [side('above', 'more'), side('below', 'fewer')]
  const names = (list: typeof ups, except?: KindRow) =>
    [...new Set(list.map((u) => u.k).filter((k) => k !== except))].map((k) => k.label.toLowerCase())
  const list = (words: string[]) =>
    words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
  const first = ups[0] ?? downs[0]
  const parts: string[] = []
  const judged = kinds.filter((k) => k.looks.some((l) => l.verdict !== 'unjudged' && l.verdict !== 'unknown'))
  if (judged.length === 0) {
    const { windows, unit } = kinds[0].past[0]
    parts.push(`Nothing is judged: ${fewWindows(windows, unit)}`)
  } else if (!first)
    parts.push(
      judged.length === kinds.length
        ? 'Every kind of crime lies within its range'
        : `${judged.length} of ${countOf(kinds.length, 'kind')} of crime can be judged and ${judged.length === 1 ? 'lies' : 'lie'} within the range`,
    )
  else {
    parts.push(
      `${first.k.label} is ${first.look.verdict} its range: ${showNumber(first.look.count)} ${inWindow(first.window)}, ${showExpected(first.look.expected)} expected (${sayP(first.look.verdict === 'above' ? first.look.more : first.look.fewer)})`,
    )
    const alsoUp = names(ups, first.k)
    const alsoDown = names(downs, first.k)
    if (alsoUp.length) parts.push(`${list(alsoUp)} above too`)
    if (alsoDown.length) parts.push(`${list(alsoDown)} below${ups.length ? '' : ' too'}`)
  }
  if (alerts.length) {
    const beats = new Set(alerts.map((a) => a.beat)).size
    parts.push(`${countOf(beats, 'beat stands', 'beats stand')} out`)
  } else if (looks.some((l) => !Number.isNaN(l.q))) parts.push('no beat stands out')
  const season = seasonFirst(r)
  // a file that ends within the week is no news; what lies between stands below
  const behind = r.lag > 7 ? `, ${countOf(r.lag, 'day')} before the as-at date` : ''
  const end = r.lag > 0 ? ` (to ${showDay(r.lastDay)}${behind})` : ''
  return `${season && judged.length ? `${season}. ` : ''}${parts.join('; ')}${end}.`
}

export type View = ResultView<Values<typeof SCHEMA>, TodayResult>

/** A row for each kind and window, with the weights where there are any. */
function list({ result: r }: View): TableModel {
  const rows = r.kinds.flatMap((k, kind) =>
    k.looks.map((look, w) => ({ kind, label: k.label, look, window: r.lookBack.windows[w].label })),
  )
  const number = (
    key: string,
    label: string,
    digits: number,
    value: (row: (typeof rows)[number]) => number,
  ) => ({ key, label, kind: 'number' as const, digits, value: (i: number) => value(rows[i]) })
  const chance = (key: string, label: string, of: 'more' | 'fewer') => ({
    ...number(key, label, 4, (x) => x.look[of]),
    show: (i: number) => showP(rows[i].look[of]),
  })
  const { harm } = r
  return {
    caption: 'Kinds of crime against what was expected',
    n: rows.length,
    key: (i) => `${r.kinds[rows[i].kind].offence} ${rows[i].window}`,
    columns: [
      { key: 'kind', label: 'Kind', kind: 'text', value: (i) => rows[i].label },
      { key: 'window', label: 'Window', kind: 'text', value: (i) => rows[i].window },
      number('count', 'Count', 0, (x) => x.look.count),
      number('expected', 'Expected', 1, (x) => x.look.expected),
      number('low', 'From', 0, (x) => x.look.low),
      number('high', 'To', 0, (x) => x.look.high),
      {
        key: 'verdict',
        label: 'Verdict',
        kind: 'text',
        value: (i) => VERDICT[rows[i].look.verdict].word,
        show: (i) => `${VERDICT[rows[i].look.verdict].symbol} ${VERDICT[rows[i].look.verdict].word}`.trim(),
      },
      chance('more', 'p of so many', 'more'),
      chance('fewer', 'p of so few', 'fewer'),
      ...(harm
        ? [
            number('weight', `Weight (${editionWords(harm)})`, 2, (x) => harm.rows[x.kind].weight),
            number(
              'harm',
              `Harm, ${harm.unit} (${editionWords(harm)})`,
              0,
              (x) => harm.rows[x.kind].weight * x.look.count,
            ),
          ]
        : []),
    ],
  }
}

function answer({ result }: View): string {
  return answerOf(result)
}

/** A weight with as many digits as it was published with, two at most. */
export const showWeight = (v: number): string =>
  showNumber(v, Number.isInteger(v) ? 0 : v % 0.5 === 0 ? 1 : 2)

/** "2 (1 to 4)": a rank with its range; the rank alone where too few weeks give none. */
export const rankWords = ({ rank, low, high }: Rank): string =>
  Number.isNaN(low) ? String(rank) : `${rank} (${low === high ? low : `${low} to ${high}`})`

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, TodayResult> = {
  ...{ answer, list, json },
  deciding: ['window', 'count', 'expected', 'more', 'fewer'],
  aloud: (p) => `false alerts held to ${p.level}%, ${p.harm === 'none' ? 'plain counts' : 'weighed by harm'}`,
  sure: ({ result: r }) =>
    r.lookBack.kind === 'none' || r.kinds.length === 0
      ? []
      : [
          {
            label: 'How sure',
            says: `Expected from ${baseWords(r.lookBack, 3)}; ${
              r.ranges > 0
                ? 'without a change the ranges of all kinds hold together 95 times in 100'
                : 'no range is told, so nothing is above or below it'
            }.`,
          },
        ],
}
