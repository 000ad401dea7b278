/** Contents page for the screen. Adding a method = one folder + one line here and in compute.ts. */
import type { Screen } from './contract.ts'
import { SCREEN as aoristic } from './aoristic/index.tsx'
import { SCREEN as areas } from './areas/index.tsx'
import { SCREEN as change } from './change/index.tsx'
import { SCREEN as classify } from './classify/index.tsx'
import { SCREEN as clusters } from './clusters/index.tsx'
import { SCREEN as compare } from './compare/index.tsx'
import { SCREEN as concentration } from './concentration/index.tsx'
import { SCREEN as gistar } from './gistar/index.tsx'
import { SCREEN as hotspots } from './hotspots/index.tsx'
import { SCREEN as nearRepeat } from './nearRepeat/index.tsx'
import { SCREEN as patrol } from './patrol/index.tsx'
import { SCREEN as repeats } from './repeats/index.tsx'
import { SCREEN as today } from './today/index.tsx'
import { SCREEN as zones } from './zones/index.tsx'

export const SCREENS: readonly Screen<any, any>[] = [
  today,
  zones,
  patrol,
  hotspots,
  areas,
  nearRepeat,
  repeats,
  classify,
  gistar,
  concentration,
  clusters,
  change,
  compare,
  aoristic,
]
