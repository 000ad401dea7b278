/** Whether two groups of incidents spread alike over hours or weekdays. */
import { gammaP } from './poisson.ts'
import { pValue } from './monteCarlo.ts'
import { Stream } from '../base/random.ts'

export interface SpreadTest {
  readonly nA: number
  readonly nB: number
  readonly chi2: number
  readonly df: number
  /** NaN where one group is empty or all fall into one category */
  readonly p: number
  /** shuffles the p comes from; 0 = from the chi-square distribution */
  readonly shuffles: number
  /** whole nights were shuffled, since some hold several incidents */
  readonly nights?: true
}

/** Incidents of one night by category; only nights of one stratum (weekday) are exchanged. */
export interface Night {
  readonly stratum: number
  readonly counts: Float64Array
}

const SHUFFLES = 1999
/** Draws that all shuffles together may cost. */
const MOST = 60_000_000

/**
 * Pearson's chi-square of two rows of counts over the same categories. Where every expected count reaches five its
 * p comes from the chi-square distribution; else from tables dealt out anew with the same margins.
 */
export function sameSpread(a: ArrayLike<number>, b: ArrayLike<number>, seed = 1): SpreadTest {
  const all = Array.from(a, (v, k) => v + b[k])
  const used = all.flatMap((v, k) => (v > 0 ? [k] : []))
  const sum = (list: ArrayLike<number>) => Array.from(list).reduce((s, v) => s + v, 0)
  const [nA, nB] = [sum(a), sum(b)]
  const n = nA + nB
  const df = used.length - 1
  if (nA === 0 || nB === 0 || df < 1) return { nA, nB, chi2: NaN, df: Math.max(0, df), p: NaN, shuffles: 0 }
  const total = used.map((k) => all[k])
  const statistic = (counts: readonly number[]) => {
    let s = 0
    for (let k = 0; k < total.length; k++) s += (counts[k] - (total[k] * nA) / n) ** 2 / total[k]
    // both rows of the table together
    return (s * n * n) / (nA * nB)
  }
  const chi2 = statistic(used.map((k) => a[k]))
  const least = Math.min(...total) * Math.min(nA / n, nB / n)
  const draws = Math.min(nA, nB)
  const shuffles = least >= 5 ? 0 : Math.min(SHUFFLES, Math.floor(MOST / draws))
  if (shuffles < 99) return { nA, nB, chi2, df, p: 1 - gammaP(df / 2, chi2 / 2), shuffles: 0 }
  const deck = Uint8Array.from(total.flatMap((v, k) => new Array<number>(v).fill(k)))
  let asMuch = 0
  for (let s = 0; s < shuffles; s++) {
    const stream = new Stream(seed, s)
    const dealt = new Array<number>(total.length).fill(0)
    // only as many cards as the smaller group holds need to be drawn
    for (let i = 0; i < draws; i++) {
      const j = i + stream.below(n - i)
      const card = deck[j]
      deck[j] = deck[i]
      deck[i] = card
      dealt[card]++
    }
    const mine = draws === nA ? dealt : dealt.map((v, k) => total[k] - v)
    if (statistic(mine) >= chi2 * (1 - 1e-12)) asMuch++
  }
  return { nA, nB, chi2, df, p: pValue(asMuch, shuffles), shuffles }
}

/**
 * The same question of incidents that come in nights: several of one series are no independent witnesses, and Pearson's
 * distribution takes them for such. Whole nights are dealt anew between the groups, each within its stratum, with as many
 * to each as it had; nights without an incident (`empty`, per stratum) are dealt too. Where no night holds two incidents
 * it is `sameSpread`.
 */
export function sameSpreadOfNights(
  a: readonly Night[],
  b: readonly Night[],
  categories: number,
  empty: { readonly a: readonly number[]; readonly b: readonly number[] },
  seed = 1,
): SpreadTest {
  const sumOf = (list: readonly Night[]) => {
    const sum = new Float64Array(categories)
    for (const { counts } of list) for (let k = 0; k < categories; k++) sum[k] += counts[k]
    return sum
  }
  const plain = sameSpread(sumOf(a), sumOf(b), seed)
  const size = ({ counts }: Night) => counts.reduce((s, v) => s + v, 0)
  if (Number.isNaN(plain.p) || ![...a, ...b].some((night) => size(night) > 1)) return plain
  const strata = Math.max(empty.a.length, empty.b.length)
  const none = new Float64Array(categories)
  const decks = Array.from({ length: strata }, (_, s) => {
    const of = (list: readonly Night[], more: number) => [
      ...list.filter((night) => night.stratum === s).map((night) => night.counts),
      ...new Array<Float64Array>(more).fill(none),
    ]
    const [mine, others] = [of(a, empty.a[s] ?? 0), of(b, empty.b[s] ?? 0)]
    return { cards: [...mine, ...others], mine: mine.length }
  })
  const total = sumOf([...a, ...b])
  const n = total.reduce((s, v) => s + v, 0)
  const statistic = (counts: Float64Array) => {
    const nA = counts.reduce((s, v) => s + v, 0)
    if (nA === 0 || nA === n) return 0
    let s = 0
    for (let k = 0; k < categories; k++)
      if (total[k] > 0) s += (counts[k] - (total[k] * nA) / n) ** 2 / total[k]
    return (s * n * n) / (nA * (n - nA))
  }
  const work = decks.reduce((s, d) => s + d.mine, 1) * categories
  const shuffles = Math.max(99, Math.min(SHUFFLES, Math.floor(MOST / work)))
  const dealt = new Float64Array(categories)
  let asMuch = 0
  for (let k = 0; k < shuffles; k++) {
    const stream = new Stream(seed, k)
    dealt.fill(0)
    for (const { cards, mine } of decks)
      for (let i = 0; i < mine; i++) {
        const j = i + stream.below(cards.length - i)
        const card = cards[j]
        cards[j] = cards[i]
        cards[i] = card
        for (let c = 0; c < categories; c++) dealt[c] += card[c]
      }
    if (statistic(dealt) >= plain.chi2 * (1 - 1e-12)) asMuch++
  }
  return { ...plain, p: pValue(asMuch, shuffles), shuffles, nights: true }
}
