/**
 * Twenty-five kinds of street with the doors of a burglary in each, worked out by plain code from how the houses
 * stand, and the five formats in which forces hand over such addresses. Nothing here uses what it tests.
 */

/** One dwelling, or what stands among them. */
export interface Stand {
  no?: string
  flat?: string
  name?: string
  street: string
  x: number
  y: number
  uprn: string
  /** no home: a shop, a garage */
  shop?: boolean
  town?: string
  postcode?: string
}

/** A street, its burgled home and whom to call on: UPRNs of each call, the burgled home's own first. */
export interface Kind {
  name: string
  stands: Stand[]
  burgled: string
  /** UPRNs on the list, the burgled home among them */
  doors: string[]
  /** formats that cannot carry it, by name */
  not?: readonly string[]
}

let next = 0
const stand = (s: Omit<Stand, 'uprn'>): Stand => ({ uprn: String(70_000_000 + ++next), ...s })
/** Houses in one line from a point, `step` metres apart, in the order they stand. */
const line = (
  street: string,
  numbers: readonly (number | string)[],
  x: number,
  y: number,
  step = 8,
): Stand[] => numbers.map((no, i) => stand({ no: String(no), street, x: x + i * step, y }))
const odds = (from: number, to: number) => Array.from({ length: (to - from) / 2 + 1 }, (_, i) => from + 2 * i)
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Four either side of the burgled one, along the houses in the order they stand. */
const four = (row: readonly Stand[], burgled: Stand): string[] => {
  const at = row.indexOf(burgled)
  return row.slice(Math.max(0, at - 4), at + 5).map((s) => s.uprn)
}
const no = (row: readonly Stand[], number: string): Stand => row.find((s) => s.no === number)!

const X = 430_000
const Y = 340_000

/** All kinds, each in a town of its own. */
export function kinds(): Kind[] {
  next = 0
  const of = (name: string, stands: Stand[], burgled: Stand, doors: string[], not?: string[]): Kind => ({
    name,
    stands,
    burgled: burgled.uprn,
    doors: [...doors].sort(),
    ...(not ? { not } : {}),
  })
  const simple = (name: string, row: Stand[], burgled: string, others: Stand[] = [], not?: string[]) =>
    of(name, [...row, ...others], no(row, burgled), four(row, no(row, burgled)), not)

  const all: Kind[] = []
  {
    const odd = line('High Street', odds(1, 39), X, Y)
    all.push(simple('odd and even', odd, '21', line('High Street', odds(2, 40), X, Y + 22)))
  }
  {
    const row = line('Beech Road', count(1, 12), X, Y)
    all.push(simple('consecutive', row, '6', line('Beech Road', count(13, 24).reverse(), X, Y + 25)))
  }
  {
    const row = line('Elm Road', [1, 3, 5, '5A', '5B', 7, '7A', 9, 11, 13, 15], X, Y)
    all.push(simple('suffixes', row, '7', line('Elm Road', odds(2, 22), X, Y + 22)))
  }
  {
    const row = line('Mill Street', [1, 3, '5-7', 9, 11, '13-15', 17, 19, 21, 23, 25], X, Y)
    all.push(simple('ranges', row, '11', line('Mill Street', odds(2, 22), X, Y + 22)))
  }
  {
    const row = line('Fore Street', [10, 12, 14, '14½', 16, 18, 20, '20 1/2', 22, 24], X, Y)
    all.push(simple('half numbers', row, '16', line('Fore Street', odds(9, 27), X, Y + 22)))
  }
  {
    // a tenement: flats by floor and door in front of the number, one call for the building
    const row = line('Argyle Street', [2, 4, 6, 10, 12, 14, 16, 18], X, Y, 14)
    const eight = ['0/1', '0/2', '1/1', '1/2', '2/1', '2/2'].map((flat) =>
      stand({ no: '8', flat, street: 'Argyle Street', x: X + 42, y: Y + 1 }),
    )
    const walk = [...row.slice(0, 3), eight[0], ...row.slice(3).map((s) => ({ ...s }))]
    walk.slice(4).forEach((s, i) => (s.x = X + 56 + 14 * i))
    const doors = four(walk, eight[0])
    all.push(
      of(
        'tenements',
        [
          ...walk.filter((s) => s !== eight[0]),
          ...eight,
          ...line('Argyle Street', odds(1, 15), X, Y + 24, 14),
        ],
        eight[3],
        [...new Set([...doors, ...eight.map((s) => s.uprn)])],
      ),
    )
  }
  {
    const row = [
      'Rose Cottage',
      'Ivy House',
      'The Old Vicarage',
      'Holly Bank',
      'Oak View',
      'Fir Tree House',
      'The Bakehouse',
      'Wren Cottage',
      'Brook House',
      'The Forge',
      'Hill View',
    ].map((name, i) => stand({ name, street: 'Church Lane', x: X + i * 20, y: Y }))
    // nobody can tell sides of names: the eight nearest
    all.push(of('named houses', row, row[5], four(row, row[5])))
  }
  {
    const flats = count(1, 6).map((f) =>
      stand({ no: '14A', flat: `Flat ${f}`, name: 'The Old Mill', street: 'Mill Lane', x: X + 48, y: Y }),
    )
    const row = line('Mill Lane', [2, 4, 6, 8, 10, 12], X, Y)
    const after = line('Mill Lane', [16, 18, 20, 22, 24], X + 56, Y)
    all.push(
      of('mill flats', [...row, ...flats, ...after], flats[1], [
        ...flats.map((s) => s.uprn),
        ...row.slice(-4).map((s) => s.uprn),
        ...after.slice(0, 4).map((s) => s.uprn),
      ]),
    )
  }
  {
    const row = count(1, 16).map((n) =>
      stand({ flat: `Plot ${n}`, name: 'Sunnyside Park', street: 'Coast Road', x: X + n * 12, y: Y }),
    )
    all.push(of('caravans', row, row[7], four(row, row[7])))
  }
  {
    // a tower without floors in its numbers: one building, every flat on the list
    const flats = count(1, 24).map((f) =>
      stand({ no: '50', flat: `Flat ${f}`, name: 'Tower House', street: 'Park Road', x: X + 40, y: Y }),
    )
    const row = line('Park Road', [40, 42, 44, 46, 48], X, Y)
    all.push(
      of(
        'tower',
        [...row, ...flats],
        flats[12],
        [...flats, ...row.slice(1)].map((s) => s.uprn),
      ),
    )
  }
  {
    const rooms = count(1, 20).map((r) =>
      stand({ flat: `Room ${r}`, name: 'Harvey Hall', street: 'University Road', x: X, y: Y }),
    )
    all.push(
      of(
        'hall',
        rooms,
        rooms[9],
        rooms.map((s) => s.uprn),
      ),
    )
  }
  {
    const row = line(
      'Ash Close',
      count(1, 18).filter((n) => n !== 13),
      X,
      Y,
      9,
    )
    all.push(simple('close without 13', row, '14'))
  }
  {
    const row = line('Lime Road', odds(1, 29), X, Y)
    const twice = row.map((s) => ({ ...s, x: s.x + 1 }))
    all.push(of('doubles by UPRN', [...row, ...twice], row[7], four(row, row[7])))
  }
  {
    const row = line('Lime Street', odds(1, 29), X, Y)
    const twice = row.map((s): Stand => ({ ...s, uprn: String(80_000_000 + +s.no!), street: 'LIME STREET' }))
    all.push(of('doubles by address', [...row, ...twice], row[7], four(row, row[7])))
  }
  {
    const row = line('Heol y Bryn', odds(2, 30), X, Y)
    all.push(simple('Welsh', row, '16', line('Ffordd Penrhyn', odds(2, 30), X, Y + 40)))
  }
  {
    const row = line("St Mary's Road", odds(1, 29), X, Y)
    row.forEach((s, i) => {
      if (i % 3 === 1) s.street = 'ST MARYS ROAD'
      if (i % 3 === 2) s.street = 'St. Mary’s Rd'
    })
    all.push(simple('apostrophe and case', row, '15', line('St Marys Road', odds(2, 30), X, Y + 22)))
  }
  {
    const row = line('Market Street', odds(1, 35), X, Y)
    for (const s of row) if (['13', '19', '21'].includes(s.no!)) s.shop = true
    const homes = row.filter((s) => !s.shop)
    all.push(
      of('commercial mixed in', row, no(row, '17'), four(homes, no(row, '17')), ['simple', 'lines', 'parts']),
    )
  }
  {
    // odd numbers end at 17; Side Road runs south from the corner
    const row = line('High Road', odds(1, 17), X, Y)
    const even = line('High Road', odds(2, 18), X, Y + 22)
    const side = odds(2, 14).map((n, i) =>
      stand({ no: String(n), street: 'Side Road', x: X + 70, y: Y - 16 - i * 8 }),
    )
    all.push(
      of('corner', [...row, ...even, ...side], no(row, '15'), [
        ...row.slice(-6).map((s) => s.uprn),
        ...side.slice(0, 3).map((s) => s.uprn),
      ]),
    )
  }
  {
    const row = line('North Street', odds(1, 19), X, Y)
    const on = line('South Street', odds(21, 39), X + 88, Y)
    const across = line('North Street', odds(2, 40), X, Y + 22)
    all.push(
      of('change of name', [...row, ...on, ...across], no(row, '17'), [
        ...row.slice(-6).map((s) => s.uprn),
        ...on.slice(0, 3).map((s) => s.uprn),
      ]),
    )
  }
  {
    const row = line('Vale Road', [2, 4, 6, 10, 12, 14], X, Y)
    const flats = ['Ground Floor Flat', 'First Floor Flat', 'Top Floor Flat'].map((flat) =>
      stand({ no: '8', flat, street: 'Vale Road', x: X + 24, y: Y }),
    )
    row.slice(3).forEach((s) => (s.x += 8))
    all.push(
      of(
        'numberless flats',
        [...row, ...flats],
        flats[1],
        [...row, ...flats].map((s) => s.uprn),
      ),
    )
  }
  {
    const here = line('Church Road', odds(1, 21), X, Y)
    const there = line('Church Road', odds(1, 21), X + 900, Y + 40)
    all.push(of('two streets of one name', [...here, ...there], no(here, '11'), four(here, no(here, '11'))))
  }
  {
    // every house of the postcode on its middle
    const odd = line('Dale Road', odds(1, 21), X, Y, 0)
    const even = line('Dale Road', odds(2, 22), X, Y, 0)
    all.push(simple('postcode centroid', odd, '11', even))
  }
  {
    const before = line('Long Road', odds(1, 11), X, Y)
    const after = line('Long Road', odds(13, 25), X + 140, Y)
    all.push(
      of(
        'gaps',
        [...before, ...after],
        no(before, '9'),
        before.slice(0).map((s) => s.uprn),
      ),
    )
  }
  {
    const row = line('Edge Road', odds(1, 25), X, Y)
    all.push(simple('one-sided', row, '13'))
  }
  {
    // a terrace with numbers of its own, set into a street
    const street = [
      ...line('Station Road', odds(1, 9), X, Y),
      ...line('Station Road', odds(11, 21), X + 120, Y),
    ]
    const terrace = line('Jubilee Terrace', count(1, 10), X + 40, Y)
    all.push(
      of('terrace in a street', [...street, ...terrace], no(terrace, '5'), four(terrace, no(terrace, '5'))),
    )
  }
  return all
}

const quote = (s: string) => `"${s.replaceAll('"', '""')}"`
const postcodeOf = (s: Stand) => s.postcode ?? 'WM1 1AA'
const townOf = (s: Stand) => s.town ?? 'Westmarch'
/** "Flat 3, The Old Mill, 14A Mill Lane" in parts. */
const parts = (s: Stand): string[] =>
  [s.flat, s.name, `${s.no ?? ''} ${s.street}`.trim()].filter((p): p is string => !!p)

/** The five formats: a file's text from its homes. */
export const FORMATS: Readonly<Record<string, (stands: readonly Stand[]) => string>> = {
  core: (stands) =>
    [
      'uprn,parent_uprn,classification_code,easting,northing,single_line_address,postcode',
      ...stands.map((s) =>
        [
          s.uprn,
          '',
          s.shop ? 'CR08' : 'RD04',
          s.x,
          s.y,
          quote(
            [...parts(s).slice(0, -1), ...(s.no ? [s.no, s.street] : [s.street]), townOf(s), postcodeOf(s)]
              .join(', ')
              .toUpperCase(),
          ),
          postcodeOf(s),
        ].join(','),
      ),
    ].join('\n'),
  plus: (stands) =>
    [
      'UPRN,CLASS,X_COORDINATE,Y_COORDINATE,SUB_BUILDING_NAME,BUILDING_NAME,BUILDING_NUMBER,STREET_DESCRIPTION,TOWN_NAME,POSTCODE',
      ...stands.map((s) =>
        [
          s.uprn,
          s.shop ? 'CR' : 'RD',
          s.x,
          s.y,
          s.flat ?? '',
          s.name ?? '',
          s.no ?? '',
          quote(s.street),
          townOf(s),
          postcodeOf(s),
        ].join(','),
      ),
    ].join('\n'),
  simple: (stands) =>
    [
      'UPRN,Address,Easting,Northing',
      ...stands.map((s) =>
        [s.uprn, quote([...parts(s), townOf(s), postcodeOf(s)].join(', ')), s.x, s.y].join(','),
      ),
    ].join('\n'),
  lines: (stands) =>
    [
      'UPRN,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Postcode,Easting,Northing',
      ...stands.map((s) => {
        const four = [...parts(s), townOf(s)]
        return [
          s.uprn,
          ...Array.from({ length: 4 }, (_, i) => quote(four[i] ?? '')),
          postcodeOf(s),
          s.x,
          s.y,
        ].join(',')
      }),
    ].join('\n'),
  parts: (stands) =>
    [
      'Property Ref;UPRN;Flat;House Name;House No;Street;Town;Postcode;Easting;Northing',
      ...stands.map((s) =>
        [
          'x',
          s.uprn,
          s.flat ?? '',
          s.name ?? '',
          s.no ?? '',
          s.street,
          townOf(s),
          postcodeOf(s),
          s.x,
          s.y,
        ].join(';'),
      ),
    ].join('\n'),
}
