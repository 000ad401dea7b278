/** The Knox inner loop in plain TypeScript: the oracle of the SIMD kernel, and its stand-in where there is none. */
import { LANES, type KernelNeeds, type KnoxKernel, seedOfGroup } from './knoxKernel.ts'
import { shuffle, Stream } from '../../base/random.ts'

/** Makes the kernel. */
export function plainKernel({ days, groups = [0], deal, limits, blocks, words }: KernelNeeds): KnoxKernel {
  const n = deal ? deal.places.length : days.length
  const held = new Uint16Array(blocks * n * LANES)
  const shuffled = new Uint16Array(days.length)
  const counts = new Uint16Array(limits.length * LANES)
  const stream = new Uint32Array(words)
  // days apart → how many thresholds are not above it
  const last = limits[limits.length - 1] ?? 0
  const table = new Uint8Array(last + 1)
  for (let d = 0; d <= last; d++) table[d] = limits.filter((t) => t <= d).length
  const within = new Uint32Array(limits.length + 1)
  return {
    name: 'plain',
    stream,
    shuffle(b, seed, k, lanes = LANES) {
      const base = b * n * LANES
      for (let l = 0; l < lanes; l++) {
        shuffled.set(days)
        if (k + l !== deal?.still)
          groups.forEach((from, g) =>
            shuffle(
              shuffled.subarray(from, groups[g + 1] ?? days.length),
              new Stream(deal ? deal.seeds[g] : seedOfGroup(seed, g), k + l),
            ),
          )
        for (let i = 0; i < n; i++) held[base + i * LANES + l] = shuffled[deal ? deal.places[i] : i]
      }
    },
    count(b, stop, from = 0) {
      const base = b * n * LANES
      for (let l = 0; l < LANES; l++) {
        within.fill(0)
        for (let w = from; w < stop;) {
          const day = held[base + (stream[w] >>> 1) + l]
          const end = w + 2 + stream[w + 1]
          for (w += 2; w < end; w++) {
            const d = Math.abs(day - held[base + (stream[w] >>> 1) + l])
            within[table[d < last ? d : last]]++
          }
        }
        for (let e = 0, sum = 0; e < limits.length; e++) counts[e * LANES + l] = sum += within[e]
      }
      return counts
    },
  }
}
