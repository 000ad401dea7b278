/** Every view, in the order of the rail and of the tabs. The one list: the frame names none. */
import type { Place } from '../analyses/contract.ts'
import { HEADS } from '../analyses/heads.ts'
import type { View } from '../desk/view.ts'
import { VIEWS as briefing } from './briefing/index.ts'
import { VIEW as claim } from './claim/index.ts'
import { VIEW as cocooned } from './cocooned/index.ts'
import { VIEW as data } from './data/index.ts'
import { VIEW as delivery } from './delivery/index.ts'
import { VIEW as doors } from './doors/index.ts'
import { VIEW as explore } from './explore/view.ts'
import { VIEW as handbook } from './handbook/index.ts'
import { VIEW as hours } from './hours/index.ts'
import { VIEWS as incidents } from './incidents/index.ts'
import { methodView } from './method/index.tsx'
import { VIEW as notes } from './notes/index.ts'
import { VIEW as overlays } from './overlays/index.ts'
import { VIEW as plans } from './plans/index.ts'
import { VIEW as play } from './play/view.tsx'
import { VIEW as quality } from './quality/index.ts'
import { VIEW as series } from './series/index.ts'
import { VIEW as story } from './story/view.ts'
import { VIEW as timeline } from './timeline/index.ts'
import { VIEW as tracks } from './tracks/index.ts'

const methods = (place: Place): View[] => HEADS.filter((h) => h.group === place).map(methodView)

export const VIEWS: readonly View[] = [
  doors,
  ...methods('tonight'),
  tracks,
  delivery,
  ...methods('week'),
  ...methods('where'),
  ...methods('pattern'),
  series,
  ...methods('series'),
  plans,
  cocooned,
  ...methods('worked'),
  claim,
  quality,
  ...briefing,
  ...methods('report'),
  timeline,
  ...incidents,
  hours,
  data,
  explore,
  handbook,
  notes,
  overlays,
  story,
  play,
]
