/** The keys that the terminal has of today beside the table. */
import { isoDay } from '../../core/base/time.ts'
import { editionWords } from '../../core/stats/harm.ts'
import type { Rank } from '../../core/stats/rankBands.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import type { BeatLook, TodayResult } from './result.ts'
import type { View } from './words.ts'

const rankJson = ({ total, rank, low, high }: Rank) => ({
  total,
  rank,
  ...(Number.isNaN(low) ? {} : { interval: [low, high] }),
})

/** Harm as the terminal gives it: the edition first, weights by kind, beats with the ranges of their ranks. */
const harmJson = ({ harm, kinds }: TodayResult) =>
  harm && {
    edition: editionWords(harm),
    ...{ id: harm.id, source: harm.source, unit: harm.unit },
    weights: harm.rows.map(({ kind, weight, own, blank, remark }) => ({
      kind: kinds[kind].offence,
      ...(blank ? { blank } : { weight, own }),
      ...(remark && { remark }),
    })),
    ranks: {
      [`${harm.blocks.unit}s`]: harm.blocks.n,
      draws: harm.draws,
      beats: harm.beats.map((b) => ({ beat: b.beat, harm: rankJson(b.harm), count: rankJson(b.count) })),
    },
  }

/** One look by beat as the terminal gives it. */
const lookJson = (a: BeatLook, r: TodayResult) => ({
  beat: a.beat,
  kind: r.kinds[a.kind].offence,
  window: r.lookBack.windows[a.window].label,
  ...{ count: a.count, expected: a.expected, low: a.low, high: a.high, p: a.more, q: a.q },
  dispersion: a.spread?.phi,
})

/** Alerts with the count each rests on and the record of their rule; what is watched; why windows are not judged. */
export const json = ({ result: r }: View) => ({
  alerts: r.alerts.map((a) => ({
    ...lookJson(a, r),
    ...(a.at && { at: a.at }),
    ...(a.record && { record: a.record }),
  })),
  watch: r.watch.map((a) => lookJson(a, r)),
  ...(r.record && { record: r.record }),
  ...(r.unjudged && { unjudged: r.unjudged.map((u) => fewWindows(u.windows, u.unit)) }),
  ...(r.harm && { harm: harmJson(r) }),
  seasonKnown: r.lookBack.seasonKnown,
  lastDay: isoDay(r.lastDay),
})
