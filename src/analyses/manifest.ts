/** Contents page for the worker and the terminal. Adding a method = one folder + one line here; screen and words are found by the folder. */
import type { Method } from '../core/table/method.ts'
import { METHOD as aoristic } from './aoristic/compute.ts'
import { METHOD as areas } from './areas/compute.ts'
import { METHOD as backtest } from './backtest/compute.ts'
import { METHOD as change } from './change/compute.ts'
import { METHOD as classify } from './classify/compute.ts'
import { METHOD as clusters } from './clusters/compute.ts'
import { METHOD as compare } from './compare/compute.ts'
import { METHOD as concentration } from './concentration/compute.ts'
import { METHOD as gistar } from './gistar/compute.ts'
import { METHOD as hotspots } from './hotspots/compute.ts'
import { METHOD as nearRepeat } from './nearRepeat/compute.ts'
import { METHOD as patrol } from './patrol/compute.ts'
import { METHOD as repeats } from './repeats/compute.ts'
import { METHOD as today } from './today/compute.ts'
import { METHOD as zones } from './zones/compute.ts'

export const METHODS: readonly Method<any, any>[] = [
  today,
  hotspots,
  areas,
  nearRepeat,
  classify,
  zones,
  repeats,
  gistar,
  concentration,
  clusters,
  change,
  compare,
  backtest,
  aoristic,
  patrol,
]

/** The method of an id; throws when there is none. */
export function methodOf(id: string): Method<any, any> {
  const m = METHODS.find((m) => m.id === id)
  if (!m) throw new Error(`There is no analysis called "${id}".`)
  return m
}
