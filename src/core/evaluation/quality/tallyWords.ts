/** Teams and periods in words: never more than what chance leaves once all that is looked at is allowed for. */
import { countOf, showNumber, showShare } from '../../base/words.ts'
import type { Change, FunnelPoint } from './tally.ts'

/** "99.98%", "99.9978%": the level of the outer limits, never as the 100% that nothing lies outside. */
export const levelWords = (teams: readonly FunnelPoint[]): string => {
  const level = teams[0]?.level ?? NaN
  return `${showNumber(100 * level, level < 0.9999 ? 2 : 4)}%`
}

/** Which teams lie outside the outer limits. */
export function teamsWords(teams: readonly FunnelPoint[], looks: number): string {
  const [yes, all] = [(t: FunnelPoint) => t.yes, (t: FunnelPoint) => t.answered].map((f) =>
    teams.reduce((sum, t) => sum + f(t), 0),
  )
  const outside = teams.filter((t) => t.place !== 'within')
  const around = `the ${levelWords(teams)} limits around ${showShare(yes / all)} (95% for ${countOf(teams.length, 'team')} and ${countOf(looks, 'measure')} together)`
  return outside.length === 0
    ? `all ${countOf(teams.length, 'team')} lie within ${around}`
    : `${outside.map((t) => t.name).join(', ')} outside ${around}: a reason to read files, no verdict`
}

/** Two periods of one measure. */
export function changeWords({ before, after, difference, interval, told }: Change, looks: number): string {
  if (!Number.isFinite(difference)) return 'One of the periods has no answered case: nothing can be compared.'
  const share = (t: Change['before']) => `${showShare(t.share)} of ${countOf(t.yes + t.no, 'case')}`
  const chance = interval[0] <= 0 && interval[1] >= 0
  const cannot = told
    ? ''
    : `. Cannot tell whether it rose or fell${chance ? '' : `: of ${countOf(looks, 'measure')} one often moves so far by chance`}`
  return `${share(before)}, then ${share(after)}: ${points(difference)} (95% ${points(interval[0])} to ${points(interval[1])}, Newcombe)${cannot}.`
}

/** "+3.4 points". */
const points = (share: number): string =>
  `${share > 0 ? '+' : share < 0 ? '−' : ''}${showNumber(Math.abs(100 * share), 1)} points`
