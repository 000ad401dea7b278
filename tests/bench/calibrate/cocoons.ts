/** Cocooning beat by beat where nothing was done: how often listed burglaries are said to differ from those not yet listed. */
import { followCocoons } from '../../../src/core/evaluation/cocoonFollow.ts'
import { cocoonOutcomes } from '../../../src/core/evaluation/cocoonOutcomes.ts'
import { cocoonVerdict } from '../../../src/core/evaluation/cocoonWords.ts'
import { startsDealt, withBeats } from '../../../src/core/evaluation/startsDealt.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { MINUTES_PER_DAY } from '../../../src/core/base/time.ts'
import { countTowns, type Line, percent } from './line.ts'

const DAYS = 400

/**
 * Beats of one size with 20 to 120 burglaries each over 400 days; lists begin in one beat after the other, in an order
 * drawn by lot. `spared`: share of the burglaries of listed days that do not happen.
 */
function town(seed: number, beats: number, spared = 0) {
  const s = new Stream(61, seed)
  const starts = Float64Array.from({ length: beats }, (_, k) => 60 + Math.round((280 * k) / (beats - 1)))
  shuffle(starts, s)
  const rows: { x: number; y: number; day: number; beat: number }[] = []
  for (let beat = 0; beat < beats; beat++) {
    const n = 20 + s.below(101)
    for (let i = 0; i < n; i++) {
      const day = s.float() * DAYS
      const kept = day < starts[beat] || s.float() >= spared
      const [x, y] = [beat * 10_000 + s.float() * 2000, s.float() * 2000]
      if (kept) rows.push({ x, y, day, beat })
    }
  }
  return { rows: rows.sort((a, b) => a.day - b.day), starts }
}

function verdict({ rows, starts }: ReturnType<typeof town>, asOne = false): string {
  const each = (f: (r: (typeof rows)[number]) => number) => Float64Array.from(rows, f)
  const at = each((r) => r.day * MINUTES_PER_DAY)
  const first = Array.from(starts, (d) => d * MINUTES_PER_DAY)
  const f = followCocoons({
    burglaries: { x: each((r) => r.x), y: each((r) => r.y), at, since: at },
    contacts: [],
    rollOut: each((r) => first[r.beat]),
    end: DAYS * MINUTES_PER_DAY,
  })
  const cocoons = f.rows.map(({ of, events }) => ({ beat: rows[of].beat, since: at[of], events }))
  const r = cocoonOutcomes(f.rows)
  if (asOne) return cocoonVerdict(r, { randomised: true }).kind
  const dealt = startsDealt({ cocoons, starts: first })
  return cocoonVerdict(withBeats(r, dealt), { randomised: true, dealt }).kind
}

const claimed = (kind: string) => kind === 'fell' || kind === 'rose'

const line = (beats: number): Line => ({
  name: `Cocooning, ${beats} beats unlike each other, nothing done: near repeats fewer or more`,
  goal: 0.05,
  measure(towns) {
    return {
      towns,
      hits: countTowns(towns, (k) => claimed(verdict(town(k, beats)))),
      power: `half of the burglaries spared once listed: ${percent(
        countTowns(towns, (k) => verdict(town(k + 10_000, beats, 0.5)) === 'fell'),
        towns,
      )}`,
      note: `cocoons taken as independent ${percent(
        countTowns(towns, (k) => claimed(verdict(town(k, beats), true))),
        towns,
      )}`,
    }
  },
})

export const cocoonLines: readonly Line[] = [line(6), line(12)]
