/**
 * The kinds of crime Cocoon tells apart. The first five are serious acquisitive crime as the inspectorate
 * defines it; the three "any" kinds are what open data offers, where one label mixes several of them.
 * `Incidents.offence` holds indices into this list: append, never reorder.
 */
export const OFFENCES = [
  { id: 'other', label: 'Other', short: 'Other' },
  { id: 'burglary-home', label: 'Residential burglary', short: 'Burglary' },
  { id: 'theft-from-vehicle', label: 'Theft from a vehicle', short: 'Theft from vehicle' },
  { id: 'theft-of-vehicle', label: 'Theft of a vehicle', short: 'Theft of vehicle' },
  { id: 'robbery-personal', label: 'Personal robbery', short: 'Robbery' },
  { id: 'theft-from-person', label: 'Theft from the person', short: 'Theft from person' },
  { id: 'burglary-any', label: 'Burglary, place not told', short: 'Burglary (any)' },
  { id: 'vehicle-any', label: 'Vehicle crime, of any kind', short: 'Vehicle crime (any)' },
  { id: 'robbery-any', label: 'Robbery, personal and business', short: 'Robbery (any)' },
] as const

export type OffenceId = (typeof OFFENCES)[number]['id']

/** Index of an offence in `OFFENCES`, as stored in `Incidents.offence`. */
export const offenceIndex = (id: OffenceId): number => OFFENCES.findIndex((o) => o.id === id)

/** Indices of the burglary kinds: of a home, and open data's undivided "Burglary". */
export const BURGLARY: readonly OffenceId[] = ['burglary-home', 'burglary-any']
