/** The walks of the sample's rounds beside a long search of its own: no more than 1.25 times as far. */
import { readFileSync } from 'node:fs'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { defaults } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { openFiles } from '../../src/import/open.ts'
import type { Bench } from './bench.ts'

/** How much farther than the long search a round may be. */
const WORST = 1.25
const STARTS = 400

type Spots = readonly (readonly [x: number, y: number])[]

const far = (at: Spots, walk: readonly number[]): number =>
  walk.slice(1).reduce((m, b, i) => m + Math.hypot(at[b][0] - at[walk[i]][0], at[b][1] - at[walk[i]][1]), 0)

/** The shortest of many open walks, each from a random order and turned and moved until nothing helps. */
function longSearch(at: Spots): number {
  const n = at.length
  const random = new Stream(11, n)
  let best = Infinity
  for (let s = 0; s < STARTS; s++) {
    let walk = at.map((_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = random.below(i + 1)
      ;[walk[i], walk[j]] = [walk[j], walk[i]]
    }
    let length = far(at, walk)
    for (let better = true; better;) {
      better = false
      const take = (trial: number[]) => {
        const l = far(at, trial)
        if (l >= length - 1e-9) return
        walk = trial
        length = l
        better = true
      }
      for (let a = 0; a < n; a++)
        for (let b = a + 1; b <= n; b++) {
          // a stretch walked the other way, or, while short, moved to another place as it is or turned
          const inside = walk.slice(a, b)
          take([...walk.slice(0, a), ...inside.reverse(), ...walk.slice(b)])
        }
      for (let a = 0; a < n; a++)
        for (let size = 1; size <= 3 && a + size <= n; size++)
          for (let to = 0; to <= n - size; to++) {
            const inside = walk.slice(a, a + size)
            const rest = [...walk.slice(0, a), ...walk.slice(a + size)]
            take([...rest.slice(0, to), ...inside, ...rest.slice(to)])
            take([...rest.slice(0, to), ...inside.reverse(), ...rest.slice(to)])
          }
    }
    best = Math.min(best, length)
  }
  return best
}

async function sample() {
  const read = (name: string) => ({
    name,
    blob: new Blob([readFileSync(new URL(`../../data/town/${name}`, import.meta.url))]),
  })
  const opening = openFiles([read('incidents.csv'), read('addresses.csv')])
  for (;;) {
    const step = await opening.next()
    if (!step.done) continue
    const incidents = step.value.find((o) => o.kind === 'incidents')
    const homes = step.value.find((o) => o.kind === 'homes')
    if (!incidents || !homes) throw new Error('the sample was not read')
    return { table: incidents.incidents, text: incidents.text, doors: prepareHomes(homes.homes) }
  }
}

export const walkBenches: readonly Bench[] = [0, 3].map((officers) => ({
  name: `walks, ${officers === 0 ? 'rounds of 90 min' : `${officers} officers`}`,
  times: 5,
  async prepare() {
    const town = await sample()
    const make = () =>
      cocoonList({
        ...town,
        rows: allRows(town.table),
        today: parseIsoDay('2026-11-22'),
        protocol: { ...defaults(protocolSchema), officers },
      })
    const list = make()
    const { doors } = town
    const ratios = list.rounds.map((r) => {
      const stops = list.visits.filter((v) => v.round === r.number)
      const at = stops.map((v) => {
        const d = doors.doorOf[v.home]
        return [doors.x[d], doors.y[d]] as const
      })
      return r.length / longSearch(at)
    })
    const worst = Math.max(...ratios)
    if (worst > WORST) throw new Error(`a round is ${worst.toFixed(3)} times as far as a long search found`)
    return {
      about: `${list.visits.length} calls in ${list.rounds.length} rounds, each ${ratios.map((r) => r.toFixed(3)).join(', ')} × a search from ${STARTS} starts (at most ${WORST})`,
      run: make,
    }
  },
}))
