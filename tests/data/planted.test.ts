/** What was planted in the sample town is found again from places and days alone. */
import { expect, it } from 'vitest'
import { BURGLARY, SEED } from '../../data/generate/parameters.ts'
import { generateTown } from '../../data/generate/town.ts'
import { blockOf, plantedAndFound, processOf } from '../bench/planted.ts'

it('finds the planted pairs and parameters within what 30 towns can tell', () => {
  const { planted, found } = plantedAndFound(generateTown(SEED), 30, 1)
  // where most pairs that belong together lie, chance adds little noise
  for (const [from, to] of [
    [0, 1],
    [1, 100],
  ]) {
    const share = blockOf(found, from, to, 0, 14) / blockOf(planted, from, to, 0, 14)
    expect(share).toBeGreaterThan(0.9)
    expect(share).toBeLessThan(1.1)
  }
  const within = (value: number, of: number, share: number) => {
    expect(value).toBeGreaterThan(of * (1 - share))
    expect(value).toBeLessThan(of * (1 + share))
  }
  // the true pairs lead back to what was planted: the way back is sound
  const known = processOf(planted)
  within(known.mean, BURGLARY.mean, 0.1)
  within(known.halfDistance, BURGLARY.halfDistance, 0.2)
  within(known.halfLife, BURGLARY.halfLife, 0.1)
  const seen = processOf(found)
  within(seen.mean, BURGLARY.mean, 0.25)
  within(seen.halfDistance, BURGLARY.halfDistance, 0.4)
  within(seen.halfLife, BURGLARY.halfLife, 0.3)
  // snapping to homes and blocks of flats put more at the same place than was planted
  expect(seen.sameHome).toBeGreaterThan(BURGLARY.sameHome * 0.8)
  expect(seen.sameHome).toBeLessThan(BURGLARY.sameHome * 1.8)
}, 60_000)
