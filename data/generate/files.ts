/** All files of the sample as texts. */
import { addressesCsv, addressLine, postcodes } from './addresses.ts'
import { boundariesJson, groundJson } from './ground.ts'
import { generateIncidents } from './incidents.ts'
import { SEED } from './parameters.ts'
import { plansJson } from './plans.ts'
import { registerCsv } from './register.ts'
import { generateTown } from './town.ts'

/** The published sample: file name → text, and the burglaries planted in its last week. */
export function files(): {
  texts: Record<string, string>
  planted: { what: string; crime: string; address: string; day: number }[]
} {
  const town = generateTown(SEED)
  const codes = postcodes(town)
  const made = generateIncidents(town, { seed: SEED, triggering: true })
  const register = registerCsv(town, made, codes, SEED)
  return {
    texts: {
      'ground.geojson': groundJson(town),
      'boundaries.geojson': boundariesJson(town),
      'addresses.csv': addressesCsv(town, codes),
      'incidents.csv': register.text,
      'plans.json': plansJson(),
    },
    planted: register.planted.map((p) => ({
      what: p.what,
      crime: p.crime,
      address: addressLine(town, p.door, codes[p.door]),
      day: p.day,
    })),
  }
}
