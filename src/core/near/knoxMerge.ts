/** Puts the parts of a cut near-repeat run together: the same counts, whatever the cut. */
import type { KnoxCounts } from './knox.ts'
import type { KindCounts } from './knoxDetail.ts'
import type { KnoxRuns } from './knoxTable.ts'

/** Simulated counts of parts, cell by cell one after another. */
function joined(parts: readonly Float64Array[], cells: number): Float64Array {
  const sizes = parts.map((p) => (cells ? p.length / cells : 0))
  const all = sizes.reduce((a, b) => a + b, 0)
  const out = new Float64Array(cells * all)
  let at = 0
  parts.forEach((p, k) => {
    for (let c = 0; c < cells; c++) out.set(p.subarray(c * sizes[k], (c + 1) * sizes[k]), c * all + at)
    at += sizes[k]
  })
  return out
}

function mergeCounts(parts: readonly KnoxCounts[]): KnoxCounts {
  const sorted = [...parts].sort((a, b) => a.from - b.from)
  const [first] = sorted
  const kind = (of: (c: KnoxCounts) => KindCounts): KindCounts => ({
    ...of(first),
    simulated: joined(
      sorted.map((p) => of(p).simulated),
      of(first).observed.length,
    ),
  })
  return {
    ...first,
    simulated: joined(
      sorted.map((p) => p.simulated),
      first.observed.length,
    ),
    ...(first.detail && {
      detail: {
        ...first.detail,
        home: kind((c) => c.detail!.home),
        near: kind((c) => c.detail!.near),
        ...(first.detail.apart && {
          apart: {
            home: kind((c) => c.detail!.apart!.home),
            near: kind((c) => c.detail!.apart!.near),
          },
        }),
      },
    }),
  }
}

/** Each kind of run over all its parts; a part that did none of a kind is passed over. */
export function mergeRuns(parts: readonly KnoxRuns[]): KnoxRuns {
  const group = (within: 'season' | 'area' | 'homes') => {
    const made = parts.flatMap((p) => p[within] ?? [])
    return made.length
      ? { [within]: { size: made[0].size, counts: mergeCounts(made.map((m) => m.counts)) } }
      : {}
  }
  const anchors = parts[0].anchors?.map(({ anchor }, k) => ({
    anchor,
    counts: mergeCounts(parts.map((p) => p.anchors![k].counts)),
  }))
  return {
    all: mergeCounts(parts.map((p) => p.all)),
    ...group('season'),
    ...group('area'),
    ...group('homes'),
    ...(anchors && { anchors }),
  }
}
