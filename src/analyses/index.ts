/** Contents page for the screen. Adding a method = one folder + one line here and in compute.ts. */
import type { Screen } from './contract.ts'
import { SCREEN as aoristic } from './aoristic/screen.tsx'
import { SCREEN as areas } from './areas/screen.tsx'
import { SCREEN as backtest } from './backtest/screen.tsx'
import { SCREEN as change } from './change/screen.tsx'
import { SCREEN as classify } from './classify/screen.tsx'
import { SCREEN as clusters } from './clusters/screen.tsx'
import { SCREEN as compare } from './compare/screen.tsx'
import { SCREEN as concentration } from './concentration/screen.tsx'
import { SCREEN as gistar } from './gistar/screen.tsx'
import { SCREEN as hotspots } from './hotspots/screen.tsx'
import { SCREEN as nearRepeat } from './nearRepeat/screen.tsx'
import { SCREEN as patrol } from './patrol/screen.tsx'
import { SCREEN as repeats } from './repeats/screen.tsx'
import { SCREEN as today } from './today/screen.tsx'
import { SCREEN as zones } from './zones/screen.tsx'

/** Every method, in the order of the places and of the tabs in each. */
export const SCREENS: readonly Screen<any, any>[] = [
  zones,
  patrol,
  today,
  change,
  compare,
  hotspots,
  clusters,
  concentration,
  gistar,
  areas,
  aoristic,
  repeats,
  nearRepeat,
  classify,
  backtest,
]
