/** What stands on the sheets: rendered to markup and read as text. The look is checked on the PDF itself. */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import { typeKey } from '../../src/cocoon/sheet.ts'
import { CocoonSheet, type CocoonSheetProps, type SheetVisit } from '../../src/print/CocoonSheet.tsx'
import { fitFrame, type Measured } from '../../src/print/frames.ts'
import { Leaflet } from '../../src/print/Leaflet.tsx'
import { cssText, pageRule } from '../../src/print/marks.ts'
import { ReportSheet } from '../../src/print/ReportSheet.tsx'
import { StreetSheet } from '../../src/print/StreetSheet.tsx'
import { sharedEnd, withoutEnd } from '../../src/print/words.ts'
import type { TableModel } from '../../src/ui/table.ts'

const asAt = minuteOf(2026, 11, 22) / 1440
const visit = (label: string, number: number, over: Partial<SheetVisit> = {}): SheetVisit => ({
  label,
  address: `${number} Harrow Lane, Thornby`,
  flats: [],
  relation: label === '★' ? 'victim' : 'same side',
  why: label === '★' ? 'burgled home' : 'next door',
  tier: 'A',
  due: minuteOf(2026, 11, 23, 17, 40),
  lng: -1.2 + number * 1e-4,
  lat: 52.6,
  ...over,
})
/** A page whose words, head and foot take 80 mm beside the map and the rows. */
const page =
  (row: number, rest = 80) =>
  ({ sizes, groups }: Pick<CocoonSheetProps['frame'], 'sizes' | 'groups'>): Measured => {
    const rows = groups.flat().map(() => row)
    const maps = (sizes.length > 2 ? 2 : 1) * sizes[0].height
    return { height: rest + maps + rows.length * row, rows, head: 16, foot: 34 }
  }
const THREE = [
  visit('1', 24, { due: minuteOf(2026, 11, 21, 9) }),
  visit('★', 26),
  visit('2', 28, { flats: ['Flat 1', 'Flat 2'] }),
]
const props = (over: Partial<CocoonSheetProps> = {}): CocoonSheetProps => ({
  title: 'Harrow Lane',
  marking: 'OFFICIAL-SENSITIVE',
  code: 'C-2211-7QKM-1R',
  asAt,
  moment: minuteOf(2026, 11, 22, 6),
  asOf: 'Sun 22 Nov 2026',
  printedBy: 'PCSO 4417',
  printedAt: minuteOf(2026, 11, 22, 15, 42),
  copy: 1,
  copies: 2,
  destroyBy: asAt + 40,
  visits: THREE,
  length: 912,
  minutes: 17.4,
  why: ['A home here was burgled on Fri 20 Nov at no 26.'],
  tiers: [{ tier: 'A', name: 'gold', says: 'burgled home and nearest' }],
  notes: ['From extract.csv, 37 rows left out.'],
  frame: fitFrame(over.visits ?? THREE, page(8.6)),
  ...over,
})
const read = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')

describe('the cocooning sheet', () => {
  const html = renderToStaticMarkup(<CocoonSheet {...props()} />)
  const text = read(html)
  it('speaks of one minute as of one', () => {
    const one = read(renderToStaticMarkup(<CocoonSheet {...props({ minutes: 1.2 })} />))
    expect(one).toMatch(/about 1 minute(?!s)/)
  })
  it('says what it is, for whom, and until when', () => {
    for (const words of [
      'C-2211-7QKM-1R',
      'Sun 22 Nov 2026',
      '1 of 2',
      'Destroy by 1 Jan 2027',
      '3 calls, 4 homes',
      '910 m between doors',
      'about 17 minutes',
      'all in Thornby',
      'Printed by PCSO 4417 at 22 Nov 2026 15:42',
      'From extract.csv, 37 rows left out.',
      'gold: burgled home and nearest',
    ])
      expect(text).toContain(words)
    expect(html).toContain('data-marking="OFFICIAL-SENSITIVE"')
    expect(html).toContain('data-left="C-2211-7QKM-1R · copy 1 of 2"')
  })
  it('names the letters that its lines are typed in with, each for what it means', () => {
    const [, said] = /R : write (.*?)\. /.exec(text)!
    const letters = [...said.matchAll(/([A-Z]) \((.*?)\)/g)]
    expect(letters.map(([, , what]) => what)).toEqual(['vulnerability', 'language', 'crime prevention'])
    for (const [, letter, what] of [...letters, ['', 'C', 'camera'], ['', 'L', 'leaflet']])
      expect(typeKey({ ticks: [] }, letter)?.line.ticks).toEqual([what])
    expect(text).toMatch(/Camera C Leaflet L Referral R/)
  })
  it('heads its narrow columns with no more than stands upright in the head of a page', () => {
    const heads = [...html.matchAll(/class="turned[^"]*"><span>(.*?)<\/span>/g)].map((m) => m[1])
    expect(heads).toHaveLength(12)
    for (const h of heads) expect(h.length, h).toBeLessThanOrEqual(11)
    expect(text).toMatch(/2nd : (a )?second visit/)
  })
  it('calls streets streets, and asks of none whether somebody lives there', () => {
    const streets = read(renderToStaticMarkup(<CocoonSheet {...props()} streets />))
    expect(streets).toContain('910 m between streets')
    expect(streets).toContain('# Street Why')
    expect(streets).not.toMatch(/between doors|# Address|not a home|Vacant/)
    // a box fewer in each line, and the numbers of the others as they were
    expect(streets).toMatch(/Refused 5 Camera C/)
    expect(text).toMatch(/Refused 5 Vacant 6 Camera C/)
    expect(text).toMatch(/# Address Why.*Vacant : or not a home/)
  })
  it('lists the doors in order, the burgled home by its star, with boxes for each outcome', () => {
    expect(text).toMatch(
      /1 24 Harrow Lane next door A Sat 21 09:00 overdue ★ 26 Harrow Lane burgled home A Mon 23 17:40 2 28 Harrow Lane Flat 1 Flat 2/,
    )
    const body = /<tbody>.*<\/tbody>/s.exec(html)![0]
    expect(body.match(/class="sheet-tick"/g)).toHaveLength(3 * 9)
    expect(body.match(/class="sheet-tick small"/g)).toHaveLength(2)
    for (const o of ['Spoke', 'Card left', 'Call back', 'No answer', 'Refused', 'Vacant'])
      expect(text).toContain(o)
  })
  it('numbers its plan as it numbers its table', () => {
    const plan = /<svg class="sheet-plan".*?<\/svg>/s.exec(html)![0]
    expect([...plan.matchAll(/<g transform[^>]*>.*?<text[^>]*>([^<]+)<\/text>/gs)].map((m) => m[1])).toEqual([
      '1',
      '★',
      '2',
    ])
    expect(renderToStaticMarkup(<CocoonSheet {...props({ maps: ['blob:x'] })} />)).not.toContain('sheet-plan')
  })
  it('leaves the burgled home out of the route sheet: no row, no star, no reason, no place', () => {
    const route = renderToStaticMarkup(<CocoonSheet {...props({ route: true })} />)
    const words = read(route)
    expect(words).not.toMatch(/26 Harrow|★|burgled on|burgled home and|next door/)
    expect(words).toContain('1 24 Harrow Lane a burglary nearby')
    expect(words).toContain('2 calls, 3 homes')
    expect(words).toContain('Route sheet')
  })
  it('puts no address into the code', () => {
    expect(/<svg class="sheet-code"[^>]*>/.exec(html)![0]).toContain('aria-label="Code C-2211-7QKM-1R"')
  })
  it('puts a warning before the address', () => {
    const html = renderToStaticMarkup(
      <CocoonSheet {...props({ visits: [visit('1', 1, { warning: 'dog' })] })} />,
    )
    expect(read(html)).toMatch(/1 ! dog: /)
  })
  it('draws no narrow map: three groups stand two in a row, and the boxes take the fourth place', () => {
    const html = renderToStaticMarkup(
      <CocoonSheet
        {...props({
          visits: [visit('1', 1), visit('2', 2, { lng: -1.1 }), visit('3', 3, { lng: -1.0 })],
          maps: ['blob:a', 'blob:b', 'blob:c'],
        })}
      />,
    )
    expect(html.match(/<img/g)).toHaveLength(3)
    expect(html).toContain('class="sheet-top across" data-maps="3"')
  })
})

describe('margins', () => {
  it('cannot be broken by what a user types as marking', () => {
    expect(cssText('a"b\\c\nd\te')).toBe('"a\\"b\\\\c\\a d e"')
    const rule = pageRule('sheet-0', { marking: '"; } body { display: none', left: 'C-1' })
    expect(rule).toContain('content: "\\"; } body { display: none"')
    expect(rule).toContain('counter(page) " of " counter(pages)')
  })
  it('count the pages of a round apart from those of the print, and name it on each', () => {
    const rule = pageRule('sheet-1', { marking: '', part: 'round 2 of 3', head: 'Mill Road "x"' })
    expect(rule).toContain('counter-increment: sheet-1')
    expect(rule).toContain('"round 2 of 3, page " counter(sheet-1)')
    expect(rule).toContain('counter(page) " of " counter(pages) " in all"')
    expect(rule).toContain('@top-left { content: "Mill Road \\"x\\""')
    expect(pageRule('sheet-0', { marking: '' })).not.toMatch(/counter-increment|top-left/)
  })
})

describe('addresses', () => {
  it('print their common end once, and always keep a part', () => {
    expect(sharedEnd(['1 A Road, Town, TB1', '2 A Road, Town, TB1'])).toBe('Town, TB1')
    expect(sharedEnd(['1 A Road, Town', '1 A Road, Town'])).toBe('Town')
    expect(sharedEnd(['1 A Road, Town'])).toBe('')
    expect(sharedEnd(['1 A Road, Town, TB1 1AA', '2 B Road, Town, TB2 2BB'])).toBe('Town')
    expect(withoutEnd('1 A Road, Town, TB1 1AA', 'Town')).toBe('1 A Road')
    expect(withoutEnd('Flat 1, 2 A Road, Town, TB1', 'Town, TB1')).toBe('Flat 1, 2 A Road')
  })
})

describe('the leaflet', () => {
  it('names the force, gives the advice, and says nothing of a victim', () => {
    const text = read(renderToStaticMarkup(<Leaflet force="Thornshire Police" contact="01234" />))
    for (const words of ['Thornshire Police', '01234', 'Window locks', '999', '101'])
      expect(text).toContain(words)
    expect(text).not.toMatch(/victim|OFFICIAL/)
  })
  it('leaves lines to write on where settings are empty', () => {
    expect(renderToStaticMarkup(<Leaflet force="" contact=" " />).match(/write-on/g)).toHaveLength(2)
  })
})

describe('reports and streets', () => {
  const table: TableModel = {
    caption: 'Streets',
    n: 3,
    key: String,
    columns: [
      { key: 's', label: 'Street', kind: 'text', value: (i) => `Mill Road ${i}` },
      { key: 'n', label: 'Rate', unit: 'per km²', kind: 'number', digits: 1, value: (i) => i * 1000 },
      { key: 'd', label: 'Newest', kind: 'date', value: (i) => (i === 2 ? null : asAt) },
    ],
  }
  it('print a table model with units, numbers and days in words', () => {
    const text = read(
      renderToStaticMarkup(
        <ReportSheet
          title="Streets"
          marking="OFFICIAL"
          answer="Mill Road leads."
          source={['extract.csv']}
          table={table}
          rows={2}
          notes={['Limits.']}
          printedBy=""
          printedAt={0}
        />,
      ),
    )
    expect(text).toContain('Rate per km²')
    expect(text).toContain('Mill Road 1 1,000.0 22 Nov 2026')
    expect(text).toContain('The first 2 of 3 rows.')
  })
  it('say that streets are not doors', () => {
    const { title, marking, printedBy, printedAt, copy, copies, destroyBy, notes } = props()
    const text = read(
      renderToStaticMarkup(
        <StreetSheet
          {...{ title, marking, printedBy, printedAt, copy, copies, destroyBy, notes, asAt, table }}
        />,
      ),
    )
    expect(text).toContain('3 streets · Sun 22 Nov 2026 · streets, not doors')
    expect(text).toContain('Walked')
    const cut = read(
      renderToStaticMarkup(
        <StreetSheet
          {...{ title, marking, printedBy, printedAt, copy, copies, destroyBy, notes, asAt, table }}
          rest={83}
        />,
      ),
    )
    expect(cut).toContain('the first 3 of 86 streets')
    expect(cut).toContain('83 less pressing streets are not on this sheet')
  })
})
