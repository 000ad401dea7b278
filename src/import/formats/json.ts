/** JSON of every kind: known by how its text begins; what reads it is fetched when one comes. */
import { RECORD } from './format.ts'
import type { Format } from './format.ts'
import { JSON_CUT } from './refusals.ts'

export const json: Format = {
  kind: 'json',
  sniff: ({ text }) => /^[[{]/.test(text.startsWith(RECORD) ? text.slice(1).trimStart() : text),
  refusal: JSON_CUT,
  open: async (incoming) => (await import('./jsonRead.ts')).openJson(incoming),
}
