// screen.tsx – how it is shown
import type { Screen } from '../../../src/analyses/contract.ts'
import { Figures } from '../../../src/ui/index.ts'
import type { MineResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { WORDS } from './words.ts'

export const SCREEN: Screen<typeof SCHEMA, MineResult> = {
  ...HEAD,
  ...WORDS,
  layers: () => [],
  Panel: ({ result }) => <Figures figures={[{ label: 'Incidents', value: String(result.n) }]} />,
}
