/** Details of people in free text: found, counted, masked by default and kept only by choice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/core/base/text.ts'
import { maskDetails, noCounts, searchDetails } from '../../src/import/meaning/personal.ts'
import { Texts } from '../../src/import/rows/columns.ts'
import { summarise } from '../../src/import/report/summary.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

describe('details of people', () => {
  it.each([
    ['IP called from 01782 123456 about it', 'phone'],
    ['call 07700 900123', 'phone'],
    ['call 07700900123.', 'phone'],
    ['tel (01782) 123 456', 'phone'],
    ['tel +44 7700 900123', 'phone'],
    ['tel +44 (0)7700 900123', 'phone'],
    ['tel 0044 7700-900-123', 'phone'],
    ['cell 555-123-4567', 'phone'],
    ['rang back on 212.555.0100', 'phone'],
    ['left (212) 555-0100 on a card', 'phone'],
    // ten figures of a thing
    ['camera, serial no. 482-913-5521', undefined],
    ['frame 123.456.7890 stamped under the seat', undefined],
    ['s/n 0012345678 on the base', undefined],
    ['laptop 0044123456', undefined],
    ['serial 4829135521', undefined],
    ['wrote to a.b-c@mail.example.co.uk', 'email'],
    ['left in AB12 CDE', 'vehicle'],
    ['left in ab12cde', 'vehicle'],
    ['reg AB 12 CDE seen', 'vehicle'],
    ['index no. ab 12 cde', 'vehicle'],
    ['blue Focus A123 BCD', 'vehicle'],
    ['old Mini ABC 123D', 'vehicle'],
    ['suspect DOB 12/03/1985', 'birth'],
    ['suspect d.o.b. 12.3.85', 'birth'],
    ['date of birth: 3rd March 1990', 'birth'],
    ['born on 1 May 2001', 'birth'],
    ['Smith, 04/05/1967, of no address', 'birth'],
    // no such number was ever issued: people write it in examples, and it harms nobody to be masked
    ['NI QQ123456C', 'nino'],
    ['NI QQ 12 34 56 C', 'nino'],
    ['call 07700.900.123', 'phone'],
    ['on 01.02.2026 10.30 to 11.45', undefined],
    ['dob 010280', 'birth'],
    ['D/O/B 01/02/1980', 'birth'],
    ['seen by mr smith next door', 'name'],
    ['met Sir John Brown', 'name'],
    ['NI no AB 12 34 56 C', 'nino'],
    ['nino ab123456d', 'nino'],
    ['seen by Mrs Jones at the gate', 'name'],
    ['seen by MR J SMITH', 'name'],
    ['saw Dr Patel-Jones leave', 'name'],
    ['PC 1234 Khan attended', 'name'],
    ['Rev. O’Neill found it', 'name'],
    ['seen by Lady Brown of the hall', 'name'],
    ['LORD ASHBY of the manor called', 'name'],
    ['Dame Judith Ashe called', 'name'],
    ['Mx Taylor saw it', 'name'],
    ['Sir Simon Wood has the key', 'name'],
    ['Inspector Khan attended', 'name'],
    ['Baroness Ashe of Oakby called', 'name'],
  ] as const)('%s', (text, kind) => {
    const counts = noCounts()
    const out = maskDetails(text, counts)
    expect(counts).toEqual(kind ? { ...noCounts(), [kind]: 1 } : noCounts())
    expect(out === text).toBe(kind === undefined)
    expect(maskDetails(out)).toBe(out)
  })

  it.each([
    'Rear door forced between 20:35 and 07:10 on 02/03/2026',
    'Crime ref ZZ/1000/26, log 0412 of 02/03/2026',
    'Entry via 3rd floor window, flat 12, £1500 taken',
    'Grid ref SJ 8765 4321, easting 429326 northing 435882',
    'Master bedroom searched, PC World laptop taken',
    'OFFENDER USED A CROWBAR ON M25 AND A14 THE SLIP',
    'Parked in Mill Dr Oakby overnight',
    'between 12 and 14a the High Street, bay 12A, log 41 of 2 March',
    '2026-03-02T20:35:00 to 2026-03-03',
    'Miss the window, got the door',
    'Walked down Lady Lane to Lord Street',
    'Left in Sir Harry’s Road, then St Mary’s Church',
    'LORD STREET AND SIR HARRYS ROAD',
    'Near the Lady Bay pub and the Lord Nelson Inn',
    'ELDERLY LADY WALKING DOG SAW A MALE',
    'Lady at no. 5 saw two males',
    'Guest of the Lord Mayor',
    'Dame Alice Close, rear of Lady Manners School',
    'Blue van in Constable Close',
  ])('nothing in “%s”', (text) => {
    const counts = noCounts()
    expect(maskDetails(text, counts)).toBe(text)
    expect(counts).toEqual(noCounts())
  })

  const csv =
    'Crime No,Offence,Committed From,Easting,Northing,MO\n' +
    Array.from({ length: 30 }, (_, i) => {
      const mo = ['Door forced', 'Call 07700 900123', 'Mr Smith saw AB12 CDE', 'a@b.co.uk, DOB 1/2/1980'][
        i % 4
      ]
      return `C${i},Burglary Residential,${String(1 + (i % 28)).padStart(2, '0')}/02/2026 20:15,${459_300 + 9 * i},${304_200 + 7 * i},"${mo}"`
    }).join('\n')

  it('are found however few figures they have', async () => {
    const text = `Ref,Date,Offence,Easting,Northing,MO\n1,02/03/2026,Burglary,430000,434000,dob 1.2.80 he said; index no. ab 12 cde\n2,03/03/2026,Burglary,430100,434000,mr smith saw him\n`
    const [summary] = summarise(await drop({ 'a.csv': text }))
    expect(summary.personal).toEqual({ ...noCounts(), birth: 1, vehicle: 1, name: 1 })
  })

  it('are masked at import, in the preview and the rows left out too', async () => {
    const opened = await drop({
      'a.csv': csv + '\nC99,Burglary,not a day,459300,304200,"Call Mrs Jones, 07700 900123"',
    })
    const { report, text } = only(opened, 'incidents')
    expect(report.personal).toEqual({ phone: 8, email: 7, vehicle: 7, birth: 7, nino: 0, name: 7 })
    expect(summarise(opened)[0].personal).toEqual(report.personal)
    expect([0, 1, 2, 3].map((i) => textAt(text.mo, i))).toEqual([
      'Door forced',
      'Call [phone]',
      '[name] saw [vehicle]',
      '[e-mail], [date of birth]',
    ])
    const shown = JSON.stringify([report.preview, report.leftOut, report.warnings])
    expect(shown).not.toMatch(/07700|AB12|Jones/)
    expect(report.notes.join(' ')).toContain('8 phone numbers, 7 e-mail addresses')
  })

  it('stay only by choice, counted all the same', async () => {
    const { report, text, options } = only(await drop({ 'a.csv': csv }, { personal: 'keep' }), 'incidents')
    expect(textAt(text.mo, 1)).toBe('Call 07700 900123')
    expect(report.personal).toMatchObject({ phone: 8, kept: true })
    const choice = troublesOf(report, options ?? {}).find((t) => t.what.includes('details of people'))
    expect(choice?.repairs.map((r) => [r.label, r.on])).toEqual([
      ['Mask them', false],
      ['Keep them', true],
    ])
  })
})

describe('the first look at a text', () => {
  it('passes over none in which a detail stands', () => {
    const words =
      'Mr MR Mrs MISS Mx Prof PROF Revd REV Cllr CLLR PCSO Sgt Sergeant Insp Inspector Supt DCI Constable Sir SIR Dame Lord Lady Baroness Dr PC DC mr smith Khan O’Neill JONES 1234 A at the Rear door 07700 900123 ab12 CDE (01782) x@y.zz dob 1/2/85 Mill Ryan'
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...words.split(' ')), fc.constantFrom(' ', ', ', '. ', '')), {
          maxLength: 8,
        }),
        (parts) => {
          const text = parts.flat().join('')
          const column = new Texts()
          column.push(text)
          expect(textAt(searchDetails(column.finish(), false).column, 0)).toBe(maskDetails(text))
        },
      ),
      { numRuns: 2000 },
    )
  })
})

it('finds an address written with “(at)” wherever it stands in the column', () => {
  const part = fc.constantFrom(
    'a',
    'bc',
    ' ',
    '(',
    '[',
    '(a',
    '(at)',
    'jo (at) mail.example.com',
    'jo[AT]mail.example.com',
    ')',
    'é',
  )
  const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const column = new Texts()
      for (const t of texts) column.push(t)
      const { column: masked } = searchDetails(column.finish(), false)
      expect(texts.map((_, i) => textAt(masked, i))).toEqual(texts.map((t) => maskDetails(t)))
    }),
    { numRuns: 500 },
  )
})
