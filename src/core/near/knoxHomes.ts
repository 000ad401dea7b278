/**
 * Knox's test where homes by place and time are known: an estate that is built during the period has its burglaries
 * late and close together without any near repeat (Kulldorff & Hjalmars 1999).
 */
import { drain } from '../base/drain.ts'
import { shuffle, Stream } from '../base/random.ts'
import type { HomesAt } from '../geometry/onPlane.ts'
import { knox, type KnoxCounts, type KnoxInput } from './knox.ts'
import type { KindCounts } from './knoxDetail.ts'

/** Metres of the squares in which homes are counted. */
export const HOMES_SQUARE = 500

/** Proposed exchanges per incident until dates count as dealt. */
const EXCHANGES = 30
/** Streams apart from those of the permutations and of the intervals. */
const FIRST_STREAM = 0x6000_0000

/** Homes around incident i on the day of incident j, at least one: something was hit there. */
export type HomesThen = (i: number, j: number) => number

/** Homes of each incident's square on each incident's day: counted at the dates of the lists, even between, level beyond. */
export function homesThen(
  { x, y, days }: Pick<KnoxInput, 'x' | 'y' | 'days'>,
  lists: readonly HomesAt[],
): HomesThen {
  const dated = [...lists].sort((a, b) => a.day - b.day)
  const key = (px: number, py: number) => Math.floor(px / HOMES_SQUARE) * 1e6 + Math.floor(py / HOMES_SQUARE)
  const squares = new Map<number, number>()
  const squareOf = Int32Array.from(x, (v, i) => {
    const k = key(v, y[i])
    if (!squares.has(k)) squares.set(k, squares.size)
    return squares.get(k)!
  })
  const held = dated.map((list) => {
    const counts = new Float64Array(squares.size)
    list.x.forEach((v, k) => {
      const s = squares.get(key(v, list.y[k]))
      if (s !== undefined) counts[s]++
    })
    return counts
  })
  const before = new Int32Array(x.length)
  const share = Float64Array.from({ length: x.length }, (_, j) => {
    let k = 0
    while (k < dated.length - 2 && dated[k + 1].day <= days[j]) k++
    before[j] = k
    const length = dated[k + 1].day - dated[k].day
    return Math.min(1, Math.max(0, length > 0 ? (days[j] - dated[k].day) / length : 0))
  })
  return (i, j) => {
    const [a, b] = [held[before[j]][squareOf[i]], held[before[j] + 1][squareOf[i]]]
    return Math.max(1, a + share[j] * (b - a))
  }
}

/**
 * The incidents dealt out among themselves, so that the chance of a deal goes with the product of the homes that each
 * place had on the day it is given: whose day each incident gets. Risk per home may then differ by place and by day,
 * but every pair of the two is as it would be without near repeats (Metropolis exchanges after a plain shuffle).
 */
export function dealtByHomes(n: number, homes: HomesThen, stream: Stream): Int32Array {
  const whose = Int32Array.from({ length: n }, (_, i) => i)
  if (n < 2) return whose
  shuffle(whose, stream)
  for (let k = EXCHANGES * n; k > 0; k--) {
    const [i, j] = [stream.below(n), stream.below(n)]
    const [a, b] = [whose[i], whose[j]]
    if (stream.float() * homes(i, a) * homes(j, b) < homes(i, b) * homes(j, a)) [whose[i], whose[j]] = [b, a]
  }
  return whose
}

/** What is counted when dates are dealt by homes, permutations `from` … `to`; exact moments are those of plain shuffling. */
export function* knoxByHomes(
  input: KnoxInput,
  lists: readonly HomesAt[],
): Generator<number, KnoxCounts, void> {
  const { from, to, days, seed } = input
  const size = Math.max(0, to - from)
  const n = input.x.length
  const homes = homesThen(input, lists)
  const counts = yield* knox({ ...input, from: 0, to: 0 })
  const d = counts.detail
  const room = (of: { observed: Float64Array }) => new Float64Array(of.observed.length * size)
  const put = (out: Float64Array, observed: Float64Array, k: number) =>
    observed.forEach((v, c) => {
      out[c * size + k] = v
    })
  const simulated = room(counts)
  const kinds = d ? [d.near, d.home, ...(d.apart ? [d.apart.near, d.apart.home] : [])] : []
  const filled = kinds.map((kind): KindCounts => ({ ...kind, simulated: room(kind) }))
  for (let k = 0; k < size; k++) {
    const whose = dealtByHomes(n, homes, new Stream(seed, FIRST_STREAM + from + k))
    const dealt = drain(knox({ ...input, days: Int32Array.from(whose, (w) => days[w]), from: 0, to: 0 }))
    put(simulated, dealt.observed, k)
    const detail = dealt.detail
    const found = detail
      ? [detail.near, detail.home, ...(detail.apart ? [detail.apart.near, detail.apart.home] : [])]
      : []
    found.forEach((kind, at) => put(filled[at].simulated, kind.observed, k))
    yield (k + 1) / size
  }
  return {
    ...counts,
    from,
    simulated,
    ...(d && {
      detail: {
        ...d,
        near: filled[0],
        home: filled[1],
        ...(d.apart && { apart: { near: filled[2], home: filled[3] } }),
      },
    }),
  }
}
