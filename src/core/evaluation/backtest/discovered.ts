/** Offences that come to light because police look for them: no forecast is made of those. */
import type { Incidents } from '../../table/incidents.ts'
import { dictAt } from '../../base/text.ts'
import { countOf } from '../../base/words.ts'

const DISCOVERED =
  /\b(drugs?|cannabis|cocaine|heroin|weapons?|firearms?|offensive weapon|bladed article|going equipped|handling stolen|stop (and|&) search|proceeds of crime|drink.?driv\w*|drug.?driv\w*|speeding|no insurance|prostitution|begging|loitering)\b/i

/** What makes them unfit, in one sentence. */
const WHY_NOT_DISCOVERED =
  'Such offences are recorded where officers look: a forecast would send them back to where they already were, and what they find there would seem to prove it right (Ensign and others 2018). Burglary and vehicle crime are reported by victims.'

/**
 * Why no forecast is made of these rows: their wording names offences that police discover. Undefined where none does.
 * A robbery or burglary "with a weapon" is reported by its victim, and stays.
 */
export function discoveredAmong(table: Pick<Incidents, 'wording'>, rows: Uint32Array): string | undefined {
  const found = new Map<string, number>()
  for (const i of rows) {
    const wording = dictAt(table.wording, i)
    if (wording && isDiscovered(wording)) found.set(wording, (found.get(wording) ?? 0) + 1)
  }
  if (found.size === 0) return undefined
  const names = [...found].sort((a, b) => b[1] - a[1])
  const n = names.reduce((s, [, k]) => s + k, 0)
  const shown = names.slice(0, 3).map(([name]) => `“${name}”`)
  return `${countOf(n, 'incident')} of ${shown.join(', ')}${names.length > 3 ? ' and others' : ''} cannot be forecast. ${WHY_NOT_DISCOVERED} Choose kinds that victims report.`
}

/** Whether an offence's wording names something that police discover. */
export const isDiscovered = (wording: string): boolean =>
  DISCOVERED.test(wording) && !/robbery|burglary|theft|assault|wound/i.test(wording)
