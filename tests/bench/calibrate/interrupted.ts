/** One series with a start in it and nothing to compare with: how often a fall or a rise is said where none was. */
import { interrupted, seriesVerdict } from '../../../src/core/evaluation/interrupted.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { countTowns, type Line, percent } from './line.ts'
import { poisson } from './towns.ts'

/** How a series swings about its season: by so much, neighbouring months hanging together by so much. */
interface Swing {
  readonly by: number
  readonly together: number
}

/** What is said of 48 months of some 30 crimes, 12 of them after the start, a share of which do not happen. */
function said(town: number, { by, together }: Swing, fall = 0) {
  const s = new Stream(901, town)
  let level = s.normal()
  const t = Array.from({ length: 48 }, (_, i) => i)
  const post = t.map((i) => +(i >= 36))
  const count = t.map((i) => {
    level = together * level + Math.sqrt(1 - together ** 2) * s.normal()
    const season = 0.2 * Math.sin((2 * Math.PI * i) / 12)
    return poisson(s, 30 * (1 - fall * post[i]) * Math.exp(season + by * level))
  })
  const input = { t, days: t.map(() => 30), post, count }
  const r = interrupted(input)
  return r ? seriesVerdict(r, input).kind : 'none'
}

const line = (name: string, swing: Swing, goal = 0.05): Line => ({
  name: `One series of 48 months, ${name}: it fell or rose`,
  goal,
  measure(asked) {
    // one of these takes a thousandth of what a town takes
    const towns = 10 * asked
    const each = (fall: number, kinds: readonly string[]) =>
      countTowns(towns, (k) => kinds.includes(said(k, swing, fall)))
    return {
      towns,
      hits: each(0, ['fell', 'rose']),
      power: `a fall of 30 / 50%: ${percent(each(0.3, ['fell']), towns)} / ${percent(each(0.5, ['fell']), towns)}`,
      note: `no verdict ${percent(each(0, ['none']), towns)}`,
    }
  },
})

export const interruptedLines: readonly Line[] = [
  line('counts by chance', { by: 0, together: 0 }),
  line('swinging by 0.2', { by: 0.2, together: 0 }),
  line('swinging by 0.2, neighbours by 0.3', { by: 0.2, together: 0.3 }),
  line('swinging by 0.2, neighbours by 0.5', { by: 0.2, together: 0.5 }),
  line('swinging by 0.2, neighbours by 0.7', { by: 0.2, together: 0.7 }, 0.1),
]
