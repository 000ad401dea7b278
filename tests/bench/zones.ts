/** Risk surface and zones of 2,000 live incidents, and the whole of the hotspots method on 50,000. */
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { METHOD as zones } from '../../src/analyses/zones/compute.ts'
import { allRows, type Incidents } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Method } from '../../src/core/table/method.ts'
import { offenceIndex } from '../../src/core/base/offences.ts'
import { defaults } from '../../src/core/base/params.ts'
import type { Bench } from './bench.ts'
import { town } from './towns.ts'

const TODAY = 20_000

/** Burglaries of the last `days` days, spread over a square on the National Grid. */
function table(n: number, side: number, days: number): Incidents {
  const p = town(n, side)
  const none = { codes: new Uint32Array(n), values: [''] }
  const from = p.days.map((d) => (TODAY - (d % days)) * 1440)
  return {
    n,
    precision: 'minute',
    source: 'exact',
    crs: 'EPSG:27700',
    x: p.x.map((v) => v + 450_000),
    y: p.y.map((v) => v + 300_000),
    lng: new Float64Array(n),
    lat: new Float64Array(n),
    from,
    to: from.map((t) => t + 300),
    flags: new Uint16Array(n),
    offence: new Uint8Array(n).fill(offenceIndex('burglary-home')),
    wording: none,
    beat: none,
    street: none,
    outcome: none,
    place: new Int32Array(n).fill(-1),
    span: { first: TODAY - days, last: TODAY, complete: TODAY - 1 },
    fingerprint: 'bench',
  }
}

const whole = (
  name: string,
  method: Method<any, any>,
  data: readonly [number, number, number],
  goal?: number,
): Bench => ({
  name,
  goal,
  times: 9,
  prepare() {
    const t = table(...data)
    const input = { table: t, rows: allRows(t), params: defaults(method.schema) as never, today: TODAY }
    return {
      about: `${data[0].toLocaleString('en-GB')} incidents in ${data[1] / 1000} × ${data[1] / 1000} km`,
      run: () => drain(method.compute(input)),
    }
  },
})

export const zoneBenches: readonly Bench[] = [
  whole('zones 2,000 live', zones, [2_000, 20_000, 42], 0.3),
  whole('hotspots 50k, whole method', hotspots, [50_000, 12_000, 730]),
]
