/** Ready-made protocols of cocooning. */
import { EACH_SIDE } from '../core/base/published.ts'
import type { Protocol } from './protocol.ts'

/** A named starting point; what it does not name keeps the user's value. */
export interface Preset {
  readonly id: string
  readonly label: string
  readonly says: string
  readonly values: Partial<Protocol>
}

/** Ready-made protocols, each with where it comes from. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'standard',
    label: 'Four either side',
    says: 'The burgled home and four doors either side; the nearest two each side first.',
    values: {
      eachSide: EACH_SIDE,
      tiers: 'near',
      nearest: 2,
      names: 'letters',
      rear: 0,
      opposite: 0,
      ring: 0,
    },
  },
  {
    id: 'swordfish',
    label: 'Swordfish 4 + 4',
    says: 'Gold the burgled home, silver the four closest, bronze the other four, after Operation Swordfish (West Midlands); the split of silver and bronze is read from its packs.',
    values: {
      eachSide: EACH_SIDE,
      tiers: 'victim-first',
      nearest: 2,
      names: 'metals',
      rear: 0,
      opposite: 0,
      ring: 0,
    },
  },
  {
    id: 'wider',
    label: 'With homes behind and opposite',
    says: 'Four either side, then four behind and four opposite. Same side first: it carries more risk than opposite (Bowers and Johnson 2005).',
    values: {
      eachSide: EACH_SIDE,
      tiers: 'near',
      nearest: 2,
      names: 'letters',
      rear: 4,
      opposite: 4,
      ring: 0,
    },
  },
  {
    id: 'ring',
    label: 'With a leaflet ring',
    says: 'Four either side, behind, opposite, then the nearest 20 homes within 100 m for a leaflet.',
    values: {
      eachSide: EACH_SIDE,
      tiers: 'near',
      nearest: 2,
      names: 'letters',
      rear: 4,
      opposite: 4,
      ring: 20,
      ringRadius: 100,
    },
  },
]
