import { describe, expect, it } from 'vitest'
import {
  nameOfOther,
  offenceOf,
  offenceOfCode,
  offenceOfFileName,
} from '../../src/import/meaning/offences.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

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
    ['Vehicle Offences - Theft from', 'theft-from-vehicle'],
    ['Vehicle crime: theft of', 'theft-of-vehicle'],
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
    ['Fraud - false burglary claim', 'other'],
    ['False insurance claim (burglary)', 'other'],
    ['Stolen vehicle recovered', 'other'],
    ['Theft of vehicle - recovered', 'theft-of-vehicle'],
    ['MVT', 'theft-of-vehicle'],
    ['Burg Dwg', 'burglary-home'],
    ['Bogus caller burglary', 'burglary-home'],
    ['Burglary by bogus official', 'burglary-home'],
    ['Vol par effraction dans un domicile', 'burglary-home'],
    ['Introduction', 'burglary-any'],
    ['Bwrgleriaeth - Preswyl', 'burglary-home'],
    ['Bwrgleriaeth annedd', 'burglary-home'],
    ['Bwrgleriaeth - Busnes a Chymuned', 'other'],
    ['Bwrgleriaeth', 'burglary-any'],
    ['Dwyn o gerbyd modur', 'theft-from-vehicle'],
    ['Dwyn cerbyd modur', 'theft-of-vehicle'],
    ['Difrod troseddol', 'other'],
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

describe('offence wordings of other countries', () => {
  const KIND = {
    F: 'theft-from-vehicle',
    V: 'theft-of-vehicle',
    A: 'burglary-any',
    H: 'burglary-home',
    R: 'robbery-any',
    X: 'robbery-personal',
    P: 'theft-from-person',
    O: 'other',
  } as const
  const lists: Record<keyof typeof KIND, string[]> = {
    H: [
      'BREAK AND ENTER DWELLING',
      'B&E - Residence',
      'burglary-residence-by-force',
      'BURGLARY OF HABITATION',
      'Home Invasion',
      'Break and Enter Residential/Other',
      'Unlawful entry with intent - dwelling',
      'SCT - Residence',
      'Distraction burglary',
      'Theft by housebreaking (domestic dwelling)',
      'HURTO A RESIDENCIAS',
      'Robo a casa habitación',
      'Robo en vivienda',
      'Robo en lugar habitado',
      'Robo con fuerza en domicilio',
      'Cambriolages de logement',
      'Cambriolage de résidence principale',
      'Wohnungseinbruchdiebstahl',
      'Einbruch in Einfamilienhaus',
      '28E Burglary',
    ],
    A: [
      'Breaking & Entering',
      'Break & Enter',
      'Break-in',
      'Housebreaking',
      'House break in',
      'B&E',
      'Burglary (incl. attempts)',
      'Burglary/Breaking & Entering',
      'Aggravated burglary',
      'Einbruchdiebstahl',
      'Cambriolage',
      'Vol par effraction',
      'Introduction par effraction',
      'Robo con fuerza en las cosas',
    ],
    F: [
      'BURGLARY FROM VEHICLE',
      'Burglary of a Motor Vehicle',
      'Car Prowl',
      'THEFT F/AUTO',
      'LARCENY-FROM VEHICLE',
      'Theft - From Auto',
      'Larceny - Auto Parts',
      'Stealing from motor vehicles',
      'Diebstahl an/aus Kraftfahrzeugen',
      'Fahrzeugeinbruchdiebstahl',
      'Vol dans / sur véhicule à moteur',
      "Vols d'accessoires sur véhicules",
      'ROBO DE ACCESORIOS DE AUTO',
      'Sustracción en interior de vehículo',
    ],
    V: [
      'GTA',
      'VEHICLE - STOLEN',
      'Auto Theft',
      'UNAUTHORISED TAKING MV',
      'Unlawful use of motor vehicle',
      'Unauthorized Use of a Vehicle',
      'Illegal use of motor vehicle',
      'Vols de véhicules',
      'Kfz-Diebstahl',
      'Diebstahl von Kraftwagen',
      'Robo de vehículo',
      'Robo total de vehículo',
      'HURTO AUTOMOTORES',
      'Taking a conveyance without authority',
    ],
    R: ['Robo con violencia', 'Atraco', 'Raub', 'Vols violents sans arme'],
    X: ['Mugging', 'Carjacking', 'Robo a transeúnte'],
    P: [
      'HURTO A PERSONAS',
      'Larceny - pocket-picking',
      'Purse snatching',
      'Taschendiebstahl',
      'Vol à la tire',
    ],
    O: [
      'Burglary - Residential (Unconnected Building)',
      'Dwelling Burglary (garage)',
      'Kellereinbruch',
      'BURGLARY-NONRES',
      'Burglary-hotel',
      'Robo a negocio',
      'Robo en lugar no habitado',
      'Einbruch in Geschäft',
      'Cambriolage local commercial',
      'Vehicle interference',
      'Handling stolen goods',
      'Possession of stolen vehicle',
      'Hehlerei',
      'Recel',
      'Going equipped for theft',
      'Possession of burglary tools',
      'Burglary alarm - false',
      'Suspicious circumstances - possible burglary',
      'Criminal damage to dwelling',
      'Arson in dwelling',
      'Bicycle theft',
      'Fahrraddiebstahl',
      'Vol à l’étalage',
      'Introduction of contraband',
      'Damage to motor vehicle',
      'Theft in a dwelling',
    ],
  }
  for (const [k, list] of Object.entries(lists))
    it.each(list)(`%s → ${KIND[k as keyof typeof KIND]}`, (w) =>
      expect(offenceOf(w)).toBe(KIND[k as keyof typeof KIND]),
    )

  it('name what is none of the kinds', () => {
    expect(nameOfOther('Going equipped for theft')).toBe('Going equipped')
    expect(nameOfOther('Interfering with a motor vehicle')).toBe('Vehicle interference')
    expect(nameOfOther('Burglary - Business and Community')).toBe(
      'Burglary of a business or another building that is no home',
    )
    expect(nameOfOther('Shoplifting')).toBe('Shoplifting')
    expect(nameOfOther('')).toBe('(blank)')
  })

  it('count sheds as homes only by the switch, by wording and by code', async () => {
    const row = (i: number, what: string) => `C${i},${what},01/02/2026 20:${10 + i},459${300 + i},304200`
    const csv = [
      'Crime No,Offence,HO Code,Committed From,Easting,Northing',
      row(1, 'Burglary Residential,28E'),
      row(2, 'Burglary - Shed,'),
      row(3, 'Burglary,28I'),
      row(4, 'constructor,'),
    ].join('\n')
    const kinds = (o: Awaited<ReturnType<typeof drop>>) => [...only(o, 'incidents').incidents.offence]
    const plain = await drop({ 'a.csv': csv })
    expect(kinds(plain)).toEqual([1, 0, 0, 0])
    const { report } = only(plain, 'incidents')
    expect(report.sheds).toEqual({ n: 2, asHome: false })
    expect(report.others?.map((o) => o.name)).toContain('constructor')
    const choice = troublesOf(report, {}).find((t) => t.what.startsWith('burglaries of sheds'))
    expect(kinds(await drop({ 'a.csv': csv }, choice!.repairs[1].patch as never))).toEqual([1, 1, 1, 0])
    // a correction of one wording must not be looked up among the parts of JavaScript
    expect(kinds(await drop({ 'a.csv': csv }, { offences: { Burglary: 'burglary-home' } }))).toEqual([
      1, 0, 1, 0,
    ])
  })
})
