/** A comparison in words: what changed, by how much, and whether chance would do it. */
import type { RatioTest } from '../../core/stats/compare.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import type { CompareResult, KindRow } from './result.ts'

/** Fewer on both sides together carry no verdict. */
const FEW = 5

export const showP = (p: number): string =>
  Number.isNaN(p)
    ? 'p\u00a0unknown'
    : p < 0.001
      ? 'p\u00a0<\u00a00.001'
      : `p\u00a0=\u00a0${showNumber(p, p < 0.0995 ? 3 : 2)}`

/** "−39 %", "+8 %", "no change"; from 1,000 % on as times. */
export function showChange(ratio: number): string {
  if (Number.isNaN(ratio)) return 'unknown'
  if (ratio === Infinity) return 'no upper limit'
  if (ratio >= 11) return `${showNumber(ratio)} times`
  const v = 100 * (ratio - 1)
  const digits = v !== 0 && Math.abs(v) < 0.95 ? 1 : 0
  return `${v > 0 ? '+' : v < 0 ? '−' : '±'}${showNumber(Math.abs(v), digits)}\u00a0%`
}

/** A ratio as it reads: two digits below 10. */
export const showRatio = (v: number): string =>
  v === Infinity
    ? 'no upper limit'
    : Number.isNaN(v)
      ? 'unknown'
      : showNumber(v, v < 9.995 ? 2 : v < 99.95 ? 1 : 0)

/** "95 % −66 to +8 %", "95 % 1.2 or more". */
export const interval = (t: RatioTest, show: (v: number) => string): string => {
  const [low, high] = [show(t.low), show(t.high)]
  if (t.high === Infinity) return `95 % ${low} or more`
  // the sign of per cent once where both have it
  return `95 % ${/%$/.test(high) ? low.replace(/\u00a0%$/, '') : low} to ${high}`
}

/** What chance would do, in words. */
export function verdict(p: number, n: number): string {
  if (n < FEW || Number.isNaN(p)) return 'too few to say'
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
  const sure = verdict(test.p, total(k))
  if (r.mode === 'beats') {
    const by = r.per === 'home' ? ' by home' : ''
    const ratio = test.ratio === Infinity ? '' : `${showRatio(test.ratio)} times${by}, `
    return `${k.label}: ${showNumber(k.a)} in ${r.a.label} against ${showNumber(k.b)} in ${r.b.label} (${ratio}${interval(test, showRatio)}): ${sure}`
  }
  if (r.mode === 'rest') {
    const apart =
      Number.isFinite(test.ratio) && test.ratio > 0
        ? `${showChange(test.ratio)} against those, ${interval(test, showChange)}`
        : interval(test, showChange)
    const others =
      k.restA === k.restB
        ? `stayed at ${showNumber(k.restA!)}`
        : `from ${showNumber(k.restB!)} to ${showNumber(k.restA!)}`
    return `${k.label} in ${r.beat} ${moved(k.a, k.b)}, in the other beats ${others} (${apart}): ${sure}`
  }
  const daily = r.a.exposure !== r.b.exposure ? ' by the day' : ''
  const change =
    k.b === 0 ? interval(test, showRatio) : `${showChange(test.ratio)}${daily}, ${interval(test, showChange)}`
  const what = daily
    ? `${showNumber(k.a)} in ${countOf(r.a.exposure, 'day')} against ${showNumber(k.b)} in ${showNumber(r.b.exposure)}`
    : moved(k.a, k.b)
  return `${k.label} ${what} (${change}): ${sure}`
}

/** Kinds that differ after adjusting for their number. */
export const standOut = (r: CompareResult): readonly KindRow[] =>
  r.kinds.length > 1 ? r.kinds.filter((k) => k.q <= r.level && total(k) >= FEW) : []

/** The answer in a sentence. */
export function answerOf(r: CompareResult): string {
  const first = kindWords(r.all, r)
  if (r.kinds.length < 2) return `${first}.`
  const out = standOut(r)
  const names = out.map((k) => k.label.toLowerCase())
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${first}; ${
    out.length ? `${list} ${out.length === 1 ? 'stands' : 'stand'} out` : 'no single kind stands out'
  }.`
}
