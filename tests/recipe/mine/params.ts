// params.ts – what it is: pure, shared by page, worker and terminal
import { schema } from '../../../src/core/base/params.ts'
import type { Meta } from '../../../src/core/table/method.ts'

export const SCHEMA = schema({
  most: {
    type: 'number',
    label: 'Streets shown',
    help: '…',
    unit: '',
    default: 10,
    min: 1,
    max: 100,
    step: 1,
  },
})
export const META: Meta<typeof SCHEMA> = {
  id: 'mine',
  title: 'Mine',
  schema: SCHEMA,
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  about: { what: '…', assumes: ['…'], notWhen: ['…'], references: ['…'] },
}
