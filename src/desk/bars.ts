/** What the bars of the timeline say: on the page and in the briefing alike. */
import { breaksBehind, type TimeBars } from '../core/stats/timeBars.ts'
import { showDay } from '../core/base/time.ts'
import { showNumber } from '../core/base/words.ts'
import { count, many } from './words.ts'

/** The last whole bar against its range, with what its expectation reaches over; `lag` = days by which the file ends early. */
export function barsSentence(bars: TimeBars, burglary: boolean, lag: number) {
  const unfinished = Math.max(bars.young, bars.partial ? 1 : 0)
  const last = bars.counts.length - 1 - unfinished
  if (last < 0) return { sentence: 'Less than a month is covered', verdict: undefined }
  const n = bars.counts[last]
  const expected = bars.expected[last]
  const known = Number.isFinite(expected)
  const named = {
    day: `on ${showDay(bars.starts[last], { year: false })}`,
    week:
      bars.young > 0
        ? `in the 7 days to ${showDay((bars.starts[last + 1] ?? bars.end) - 1, { year: false })}`
        : 'in the last 7 days',
    month: unfinished > 0 ? 'in the last whole month' : 'in the last month',
  }[bars.step]
  const six =
    bars.step === 'week'
      ? `; ${count(bars.counts.subarray(Math.max(0, last - 5), last + 1).reduce((a, b) => a + b, 0))} in six weeks`
      : ''
  const { swing, measured } = bars
  const range = !known
    ? ''
    : swing
      ? `, ${showNumber(expected, 1)} expected (95% of such ${bars.step}s ${showNumber(bars.lower[last])}–${showNumber(bars.upper[last])}${swing.phi >= 1.05 ? `, counts vary ${showNumber(swing.phi, 1)} × chance` : ''})`
      : `, ${showNumber(expected, 1)} expected; no range, for only ${many(measured, `earlier ${bars.step}`)} tell how much such counts vary`
  const fresh = bars.counts.subarray(last + 1).reduce((a, b) => a + b, 0)
  const soFar =
    bars.young > 0
      ? `; ${count(fresh)} in the ${many(bars.end - bars.starts[last + 1], 'day')} since, whose reports are still coming in (hatched)`
      : bars.partial
        ? `; ${count(fresh)} so far in this one`
        : ''
  const behind = known ? breaksBehind(bars, last, burglary) : []
  const over =
    behind.length > 0
      ? `; the ${many(Math.min(last - bars.base, bars.lookBack), bars.step)} it is held against reach over a break: ${behind.map((b) => b.label).join('; ')}`
      : ''
  const early = lag > 0 ? `; the file ends ${many(lag, 'day')} before` : ''
  // a low count says nothing where days of the bar are not in the file
  const verdict =
    !known || !swing || (lag > 0 && n < bars.lower[last])
      ? undefined
      : n > bars.upper[last]
        ? 'above the range'
        : n < bars.lower[last]
          ? 'below the range'
          : 'within the range'
  return { sentence: `${count(n)} ${named}${range}${six}${soFar}${early}${over}`, verdict }
}
