/** The words of the briefing and of the public version, rendered to markup; their look is checked on the PDF itself. */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import {
  BriefingPicture,
  BriefingSheet,
  type BriefingPart,
  type BriefingSheetProps,
  frontMap,
} from '../../src/print/BriefingSheet.tsx'
import { NOT_ALL, PublicPicture, PublicSheet, type PublicSheetProps } from '../../src/print/PublicSheet.tsx'
import type { TableModel } from '../../src/ui/table.ts'

const asAt = minuteOf(2026, 11, 22) / 1440
const table: TableModel = {
  caption: 'Live zones',
  n: 30,
  key: String,
  columns: [{ key: 's', label: 'Street', kind: 'text', value: (i) => `Mill Road ${i}` }],
}
const part = (id: string, over: Partial<BriefingPart> = {}): BriefingPart => ({
  id,
  title: `Method ${id}`,
  question: 'Where',
  answer: `Answer of ${id}.`,
  parameters: [{ label: 'Radius', value: '400 m' }],
  limits: [`Limit of ${id}.`],
  references: ['Knox (1964).'],
  ...over,
})
const props = (over: Partial<BriefingSheetProps> = {}): BriefingSheetProps => ({
  force: 'Thornshire Police',
  marking: 'OFFICIAL-SENSITIVE',
  asAt,
  source: ['From extract.csv', '4,812 incidents, 37 rows left out'],
  parts: [
    part('a'),
    part('b', { picture: 'blob:b', table }),
    part('c', { refused: true, answer: 'This table knows only months.', parameters: [], limits: [] }),
  ],
  words: ['Patrol the lane.', 'Ask about lighting.'],
  rows: 5,
  addresses: false,
  printedBy: 'A 1234',
  printedAt: minuteOf(2026, 11, 22, 8, 5),
  ...over,
})
const read = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')

describe('the briefing', () => {
  const html = renderToStaticMarkup(<BriefingSheet {...props()} />)
  const text = read(html)
  it('says every answer in short and again above its part, with settings and limits', () => {
    for (const id of ['a', 'b']) {
      expect(text.split(`Answer of ${id}.`)).toHaveLength(3)
      expect(text).toContain(`Limit of ${id}.`)
    }
    for (const words of [
      'Sun 22 Nov 2026 · Thornshire Police · From extract.csv · 4,812 incidents, 37 rows left out',
      'Radius: 400 m',
      'Patrol the lane.',
      'Printed by A 1234 at 22 Nov 2026 08:05',
      'The first 5 of 30 rows.',
    ])
      expect(text).toContain(words)
    expect(html).toContain('data-marking="OFFICIAL-SENSITIVE"')
    // sources are named once, however many parts rest on them
    expect(text.split('Knox (1964).')).toHaveLength(2)
  })
  it('names what could not be worked out in the appendix only', () => {
    // once, in the appendix, and never among the answers
    expect(text.split('This table knows only months.')).toHaveLength(2)
    expect(text).toContain('Not worked out from this file. Method c: This table knows only months.')
  })
  it('draws the first map once, on page one', () => {
    expect(frontMap(props().parts)?.id).toBe('b')
    expect(html.match(/<img/g)).toHaveLength(1)
    expect(text).toContain('Its map stands on the first two pages')
  })
  it('says whether addresses stand on it', () => {
    expect(text).toContain('Streets, not doors')
    expect(read(renderToStaticMarkup(<BriefingSheet {...props({ addresses: true })} />))).toContain(
      'Addresses stand on this briefing',
    )
  })
  it('carries the marking inside its picture, top and bottom, and counts what did not fit', () => {
    const many = props({ parts: Array.from({ length: 9 }, (_, i) => part(String(i))) })
    for (const slide of [true, false]) {
      const picture = read(renderToStaticMarkup(<BriefingPicture {...many} slide={slide} />))
      expect(picture.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
      expect(picture).toContain('And 2 more on the paper.')
    }
  })
})

describe('the public version', () => {
  const sheet = (over: Partial<PublicSheetProps> = {}): PublicSheetProps => ({
    title: 'Recorded crime, Nov 2025 to Oct 2026',
    force: 'Thornshire Police',
    lead: 'Residential burglary',
    total: '1,240 to 1,249 recorded crimes',
    classes: [],
    squares: { ...table, caption: 'Squares with a figure' },
    months: { ...table, caption: 'By month' },
    notes: ['Counts below 5 are not shown.'],
    ...over,
  })
  it('says what recorded crime is not, and carries no marking', () => {
    const html = renderToStaticMarkup(<PublicSheet {...sheet()} />)
    expect(read(html)).toContain(NOT_ALL)
    expect(read(html)).toContain('In all 1,240 to 1,249 recorded crimes')
    expect(html).toContain('data-marking=""')
    expect(html).toContain('data-handling="For publication"')
  })
  it('leaves out what is withheld', () => {
    const text = read(
      renderToStaticMarkup(<PublicSheet {...sheet({ total: undefined, months: undefined })} />),
    )
    expect(text).not.toMatch(/In all|By month/)
    expect(read(renderToStaticMarkup(<PublicPicture {...sheet()} />))).not.toContain('Squares with a figure')
  })
})
