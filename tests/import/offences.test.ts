import { describe, expect, it } from 'vitest'
import { offenceOf, offenceOfCode, offenceOfFileName } from '../../src/import/meaning/offences.ts'

describe('offence wordings as forces write them', () => {
  it.each([
    ['Burglary', 'burglary-any'],
    ['Vehicle crime', 'vehicle-any'],
    ['vehicle-crime', 'vehicle-any'],
    ['Robbery', 'robbery-any'],
    ['Theft from the person', 'theft-from-person'],
    ['THEFT FROM THE PERSON', 'theft-from-person'],
    ['Burglary - Residential', 'burglary-home'],
    ['Burglary Residential (Dwelling)', 'burglary-home'],
    ['Attempted - Burglary Residential', 'burglary-home'],
    ['Residential Burglary of a Home - Theft Act 1968 Sec 9', 'burglary-home'],
    ['Residential Burglary of a Home (Dwelling)', 'burglary-home'],
    ['RES BURGLARY OF A HOME', 'burglary-home'],
    ['DOMESTIC BURGLARY', 'burglary-home'],
    ['Aggravated Burglary Residential', 'burglary-home'],
    ['Distraction burglary in a dwelling', 'burglary-home'],
    ['Burglary in a dwelling', 'burglary-home'],
    ['28E Burglary Residential', 'burglary-home'],
    ['BURGLARY RESIDENTIAL (UNCONNECTED BLDG)', 'other'],
    ['RES BURGLARY OF UNCONNECTED BUILDING', 'other'],
    ['Residential Burglary-Unconnected Build', 'other'],
    ['BURGLARY - BUSINESS/COMMUNITY', 'other'],
    ['Business and community burglary', 'other'],
    ['Attempted burglary business & community', 'other'],
    ['Burglary in a building other than a dwelling', 'other'],
    ['Burglary non-residential', 'other'],
    ['Break and Enter Commercial', 'other'],
    ['Theft from a motor vehicle', 'theft-from-vehicle'],
    ['Theft from motor vehicle', 'theft-from-vehicle'],
    ['Theft from Vehicle', 'theft-from-vehicle'],
    ['Theft of property from a vehicle', 'theft-from-vehicle'],
    ['Theft of a motor vehicle', 'theft-of-vehicle'],
    ['Theft of motor vehicle', 'theft-of-vehicle'],
    ['Theft or unauthorised taking of a motor vehicle', 'theft-of-vehicle'],
    ['Unauthorised taking of a motor vehicle (does not include conveyance)', 'theft-of-vehicle'],
    ['THEFT OR UNAUTH TAKING OF A MOTOR VEH', 'theft-of-vehicle'],
    ['Aggravated vehicle taking', 'theft-of-vehicle'],
    ['Interference with a motor vehicle', 'other'],
    ['Interfering With A Motor Vehicle', 'other'],
    ['Vehicle interference/tampering - motor vehicle', 'other'],
    ['Robbery (of Personal Property)', 'robbery-personal'],
    ['Robbery - personal - Theft Act 1968 Sec 8', 'robbery-personal'],
    ['ROBBERY OF PERSONAL PROPERTY', 'robbery-personal'],
    ['Robbery of business property', 'other'],
    ['Theft of pedal cycle', 'other'],
    ['Theft from shop', 'other'],
    ['Anti-social behaviour', 'other'],
    ['Criminal damage to a vehicle', 'other'],
    ['28E', 'burglary-home'],
    ['', 'other'],
  ] as const)('%s → %s', (wording, kind) => {
    expect(offenceOf(wording)).toBe(kind)
  })

  it.each([
    ['28A', 'burglary-home'],
    ['28E/1', 'burglary-home'],
    ['028/E', 'burglary-home'],
    ['29A', 'burglary-home'],
    ['28I', 'other'],
    ['30C', 'other'],
    ['34A', 'other'],
    ['34B', 'robbery-personal'],
    ['39', 'theft-from-person'],
    ['45/10', 'theft-from-vehicle'],
    ['045/10', 'theft-from-vehicle'],
    ['48/1', 'theft-of-vehicle'],
    ['37.2', 'theft-of-vehicle'],
    ['37/1', undefined],
    ['126/1', 'other'],
    ['105A', undefined],
  ] as const)('code %s → %s', (code, kind) => {
    expect(offenceOfCode(code)).toBe(kind)
  })

  it('lets the code say more only where the wording does not', () => {
    expect(offenceOf('Burglary', '28E')).toBe('burglary-home')
    expect(offenceOf('Burglary', '30C')).toBe('other')
    expect(offenceOf('Residential burglary of unconnected building', '28E')).toBe('other')
    expect(offenceOf('Something of the force’s own', '45/10')).toBe('theft-from-vehicle')
    expect(offenceOf('', '')).toBe('other')
  })

  it('reads the kind from a file name only where it is clear', () => {
    expect(offenceOfFileName('seattle-burglary.csv')).toBe('burglary-any')
    expect(offenceOfFileName('dwelling_burglaries_2024.csv')).toBe('burglary-home')
    expect(offenceOfFileName('extract.csv')).toBeUndefined()
  })
})
