/** A comparison in words: what changed, by how much, and whether chance would do it. */
import type { Values } from '../../core/base/params.ts'
import { capital, countOf, sayP, showNumber, showP } from '../../core/base/words.ts'
import type { RatioTest } from '../../core/stats/compare.ts'
import { type TableModel, figureColumns } from '../../ui/table.ts'
import type { ResultView, Words } from '../contract.ts'
import { FEW, type SCHEMA } from './params.ts'
import { monthsOf } from './periods.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import type { CompareResult, KindRow } from './result.ts'

/** "−39%", "+8%", "no change"; from 1,000% on as times. */
export function showChange(ratio: number): string {
  if (Number.isNaN(ratio)) return 'unknown'
  if (ratio === Infinity) return 'no upper limit'
  if (ratio >= 11) return `${showNumber(ratio)} times`
  const v = 100 * (ratio - 1)
  const digits = v !== 0 && Math.abs(v) < 0.95 ? 1 : 0
  return `${v > 0 ? '+' : v < 0 ? '−' : '±'}${showNumber(Math.abs(v), digits)}%`
}

/** A ratio as it reads: two digits below 10. */
export const showRatio = (v: number): string =>
  v === Infinity
    ? 'no upper limit'
    : Number.isNaN(v)
      ? 'unknown'
      : showNumber(v, v < 9.995 ? 2 : v < 99.95 ? 1 : 0)

const showTimes = (v: number): string => `${showRatio(v)} times`

/** "95% −66 to +8%", "95% 1.2 or more". */
export const interval = (t: RatioTest, show: (v: number) => string): string => {
  const [low, high] = [show(t.low), show(t.high)]
  if (t.high === Infinity) return `95% ${low} or more`
  // the sign of per cent once where both have it
  return `95% ${/%$/.test(high) ? low.replace(/%$/, '') : low} to ${high}`
}

/** What chance would do, in words. */
export function verdict(p: number, { a, b, swing }: Pick<KindRow, 'a' | 'b' | 'swing'>): string {
  if (a + b < FEW || Number.isNaN(p)) return 'too few to say'
  if (!swing) return 'not judged'
  return p <= 0.05 ? 'more than chance often gives' : 'within what chance gives'
}

const total = (k: KindRow) => k.a + k.b

/** "fell from 31 to 19". */
const moved = (a: number, b: number) =>
  a === b
    ? `stayed at ${showNumber(a)}`
    : `${a > b ? 'rose' : 'fell'} from ${showNumber(b)} to ${showNumber(a)}`

/** One kind, whole sentence without its full stop. */
export function kindWords(k: KindRow, r: CompareResult): string {
  const { test } = k
  const sure = verdict(test.p, k)
  if (r.mode === 'beats') {
    const by = r.per === 'home' ? ' by home' : ''
    const ratio =
      test.ratio === Infinity
        ? interval(test, showTimes)
        : `${showTimes(test.ratio)}${by}, ${interval(test, showRatio)}`
    return `${k.label}: ${showNumber(k.a)} in ${r.a.label} against ${showNumber(k.b)} in ${r.b.label} (${ratio}): ${sure}`
  }
  if (r.mode === 'rest') {
    const apart =
      Number.isFinite(test.ratio) && test.ratio > 0
        ? `${showChange(test.ratio)} against those, ${interval(test, showChange)}`
        : interval(test, showChange)
    // of periods of unequal length two counts are neither a rise nor a fall
    if (r.a.exposure !== r.b.exposure)
      return `${k.label} in ${r.beat} ${showNumber(k.a)} in ${countOf(r.a.exposure, 'day')} against ${showNumber(k.b)} in ${showNumber(r.b.exposure)}, in the other beats ${showNumber(k.restA!)} against ${showNumber(k.restB!)} (${apart}): ${sure}`
    const others =
      k.restA === k.restB
        ? `stayed at ${showNumber(k.restA!)}`
        : `from ${showNumber(k.restB!)} to ${showNumber(k.restA!)}`
    return `${k.label} in ${r.beat} ${moved(k.a, k.b)}, in the other beats ${others} (${apart}): ${sure}`
  }
  const daily = r.a.exposure !== r.b.exposure ? ' by the day' : ''
  const change =
    k.b === 0 ? interval(test, showTimes) : `${showChange(test.ratio)}${daily}, ${interval(test, showChange)}`
  const what = daily
    ? `${showNumber(k.a)} in ${countOf(r.a.exposure, 'day')} against ${showNumber(k.b)} in ${showNumber(r.b.exposure)}`
    : moved(k.a, k.b)
  return `${k.label} ${what} (${change}): ${sure}`
}

/** Kinds that differ after adjusting for their number. */
export const standOut = (r: Pick<CompareResult, 'kinds' | 'level'>): readonly KindRow[] =>
  r.kinds.length > 1 ? r.kinds.filter((k) => k.swing && k.q <= r.level && total(k) >= FEW) : []

/** The answer in a sentence. */
export function answerOf(r: CompareResult): string {
  const first = `${kindWords(r.all, r)}${r.all.swing ? '' : ` (${fewWindows(r.windows, r.unit)})`}`
  if (r.kinds.length < 2) return `${first}.`
  const out = r.standsOut
  const names = out.map((k) => k.label.toLowerCase())
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${first}; ${
    out.length
      ? `${list} ${out.length === 1 ? 'stands' : 'stand'} out`
      : r.all.swing
        ? 'no single kind stands out'
        : 'no kind is judged'
  }.`
}

export type View = ResultView<Values<typeof SCHEMA>, CompareResult>

/** A row for each kind, and one for all. */
function list({ result: r }: View): TableModel {
  const rows = r.kinds.length > 1 ? [...r.kinds, r.all] : r.kinds
  const number = figureColumns(rows)
  const chance = (key: string, label: string, of: (k: KindRow) => number) => ({
    ...number(key, label, 4, of),
    show: (i: number) => (Number.isNaN(of(rows[i])) ? '' : showP(of(rows[i]))),
  })
  return {
    caption: `${r.beat ? `${r.beat}: ` : ''}${r.a.label} against ${r.b.label}`,
    n: rows.length,
    key: (i) => rows[i].offence,
    columns: [
      { key: 'kind', label: 'Kind', kind: 'text', value: (i) => rows[i].label },
      number('a', capital(r.a.short), 0, (k) => k.a),
      number('b', capital(r.b.short), 0, (k) => k.b),
      ...(r.mode === 'rest'
        ? [
            number('restA', 'Others, recent', 0, (k) => k.restA ?? NaN),
            number('restB', 'Others, earlier', 0, (k) => k.restB ?? NaN),
          ]
        : []),
      number('ratio', 'Ratio', 2, (k) => k.test.ratio),
      number('low', 'From', 2, (k) => k.test.low, '95%'),
      { ...number('high', 'To', 2, (k) => k.test.high, '95%'), show: (i: number) => high(rows[i]) },
      chance('p', 'p', (k) => k.test.p),
      {
        ...chance('q', 'Adjusted p', (k) => (k.offence === 'all' ? NaN : k.q)),
      },
      {
        key: 'verdict',
        label: 'Verdict',
        kind: 'text',
        value: (i) => verdict(rows[i].offence === 'all' ? rows[i].test.p : rows[i].q, rows[i]),
      },
    ],
  }
}

const high = (k: KindRow) =>
  Number.isNaN(k.test.p) ? '' : k.test.high === Infinity ? 'no limit' : showNumber(k.test.high, 2)

function answer({ result }: View): string {
  return answerOf(result)
}

/** Kinds that stand out after adjusting for their number, and by how many earlier windows they were judged. */
const json = ({ result }: View) => ({
  windows: result.windows,
  standsOut: result.standsOut.map((k) => ({
    kind: k.label,
    ...{ a: k.a, b: k.b, ratio: k.test.ratio, low: k.test.low, high: k.test.high, p: k.test.p, q: k.q },
    dispersion: k.swing?.phi,
  })),
})

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, CompareResult> = {
  ...{ answer, list, json },
  deciding: ['p', 'q', 'ratio', 'low', 'high', 'a', 'b'],
  aloud: (p, monthly) => {
    const length = monthly ? countOf(monthsOf(p.days), 'month') : `${p.days} days`
    const unit = monthly ? 'months' : 'days'
    if (p.mode === 'beats') return 'two beats'
    if (p.mode === 'rest') return `a beat with the others, ${length}`
    return p.against === 'own'
      ? 'two periods of my own'
      : `${length} against ${p.against === 'year' ? `the same ${unit} a year before` : `the ${unit} just before`}`
  },
  sure: ({ result: { all } }) =>
    Number.isFinite(all.test.ratio)
      ? [
          {
            label: 'How sure',
            says: `n = ${showNumber(all.a)} against ${showNumber(all.b)}; ratio ${showNumber(all.test.ratio, 2)} (95% ${showNumber(all.test.low, 2)}–${Number.isFinite(all.test.high) ? showNumber(all.test.high, 2) : 'no upper limit'}), ${sayP(all.test.p)}.`,
          },
        ]
      : [],
}
