/** A small invented town for the back-test, the same that the golden file's numpy code makes. */
import type { Events } from '../../../../src/core/evaluation/backtest/events.ts'

/** Metres and days of 1,800 incidents; a quarter of them near an earlier one and up to 20 days later. */
export function town(): [x: number, y: number, day: number][] {
  let s = 20260101
  const next = (n: number) => (s = (s * 16807) % 2147483647) % n
  const out: [number, number, number][] = []
  while (out.length < 1800) {
    if (out.length > 0 && next(4) === 0) {
      const [x, y, d] = out[next(out.length)]
      out.push([x + next(301) - 150, y + next(301) - 150, d + 1 + next(20)])
    } else {
      const k = next(6)
      const [x1, x2, y1, y2] = [next(900), next(900), next(900), next(900)]
      out.push([1000 * (k % 3) + x1 + x2, 1000 * Math.floor(k / 3) + y1 + y2, next(700)])
    }
  }
  return out
}

/** Events in order of day; `reported` days where they are known. */
export function eventsFrom(
  list: readonly (readonly [x: number, y: number, day: number, reported?: number])[],
  unit: Events['unit'] = 'day',
): Events {
  const sorted = [...list].sort((a, b) => a[2] - b[2])
  return {
    unit,
    n: sorted.length,
    x: Float64Array.from(sorted, (e) => e[0]),
    y: Float64Array.from(sorted, (e) => e[1]),
    day: Int32Array.from(sorted, (e) => e[2]),
    known: Int32Array.from(sorted, (e) => Math.max(e[2], e[3] ?? e[2])),
    row: Uint32Array.from(sorted.keys()),
    late: sorted.filter((e) => (e[3] ?? e[2]) > e[2]).length,
    reports: sorted.some((e) => e[3] !== undefined),
    nowhere: 0,
    odd: 0,
  }
}
