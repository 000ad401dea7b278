/** The slide for PowerPoint: each answer as text that can be edited, no refusal, the marking twice. */
import { DOMParser } from '@xmldom/xmldom'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import { slideFile } from '../../src/views/briefing/slide.ts'

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

it('says how many answers are on the paper only, which bars are not complete, and knows months as months', async () => {
  const part = (id: string) => ({
    ...{ id, title: `Method ${id}`, question: 'Where', answer: `Answer of ${id}.`, refused: false },
    ...{ parameters: [], limits: [], references: [] },
  })
  const file = await slideFile(
    {
      ...{ force: '', marking: 'OFFICIAL', asAt: minuteOf(2026, 11, 22) / 1440, source: [], words: [] },
      parts: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(part),
      ...{ rows: 5, addresses: false, printedBy: '', printedAt: 0 },
    },
    {
      legend: [],
      bars: {
        ...{ step: 'month', starts: [20_393, 20_423], end: 20_454, counts: Uint32Array.of(3, 5) },
        ...{ partial: true, young: 0, lookBack: 12, base: 0, measured: 0 },
        ...{ expected: new Float64Array(2), lower: new Float64Array(2), upper: new Float64Array(2) },
      },
    },
  )
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()))
  const xml = strFromU8(parts['ppt/slides/slide1.xml'])
  // its properties name the briefing, not the library that writes it
  expect(strFromU8(parts['docProps/core.xml'])).not.toContain('PptxGenJS')
  expect(xml).toContain('And 3 more on the paper.')
  expect(xml).not.toContain('Answer of g')
  const chart = strFromU8(parts[Object.keys(parts).find((n) => /charts\/chart\d*\.xml$/.test(n))!])
  expect(chart).toContain('Incidents per month, the last bar not complete')
  expect(chart).toContain('>Nov 2025<')
  expect(chart).not.toContain('1 Nov 2025')
})

it('holds one slide of text, a map and a chart that can be edited', async () => {
  const part = (id: string, refused = false) => ({
    ...{ id, title: `Method ${id}`, question: 'Where', answer: `Answer of ${id} & <more>.`, refused },
    ...{ parameters: [], limits: [], references: [] },
  })
  const file = await slideFile(
    {
      ...{ force: 'Thornshire Police', marking: 'OFFICIAL', asAt: minuteOf(2026, 11, 22) / 1440 },
      ...{ source: ['From extract.csv'], parts: [part('a'), part('b', true)], words: ['Patrol the lane.'] },
      ...{ rows: 5, addresses: false, printedBy: 'A 1', printedAt: 0 },
    },
    {
      map: { data: PNG, width: 186, height: 118, of: 'Zones' },
      legend: [{ colour: '#aa3311', text: 'A, top 1%' }],
      bars: {
        ...{ step: 'week', starts: [20000, 20007], end: 20014, counts: Uint32Array.of(3, 5), partial: false },
        ...{ lookBack: 12, base: 0, expected: new Float64Array(2), lower: new Float64Array(2) },
        upper: new Float64Array(2),
      } as never,
    },
  )
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()))
  const slides = Object.keys(parts).filter((n) => /^ppt\/slides\/slide\d+\.xml$/.test(n))
  expect(slides).toHaveLength(1)
  const xml = strFromU8(parts[slides[0]])
  for (const words of [
    'Answer of a &amp; &lt;more&gt;.',
    'Patrol the lane.',
    'From extract.csv',
    'A, top 1%',
  ])
    expect(xml).toContain(words)
  expect(xml).not.toContain('Answer of b')
  expect(xml.match(/>OFFICIAL</g)).toHaveLength(2)
  const presentation = strFromU8(parts['ppt/presentation.xml'])
  const [, w, h] = /sldSz cx="(\d+)" cy="(\d+)"/.exec(presentation)!
  expect(Number(w) / Number(h)).toBeCloseTo(16 / 9, 2)
  expect(Object.keys(parts).some((n) => n.startsWith('ppt/charts/chart'))).toBe(true)
})

it('stays whole where words hold what XML cannot: a force with “&”, control characters, half a pair', async () => {
  const odd = 'Avon & Som <b>" \u0001\u0000\ud800 \uffff]]>'
  const file = await slideFile(
    {
      ...{ force: odd, marking: odd, asAt: 20_000, source: [odd], words: [odd], mapCredit: odd },
      parts: [{ id: 'a', title: odd, question: '', answer: odd, parameters: [], limits: [], references: [] }],
      ...{ rows: 5, addresses: false, printedBy: odd, printedAt: 0 },
    },
    { map: { data: PNG, width: 186, height: 118, of: odd }, legend: [{ colour: '#aa3311', text: odd }] },
  )
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())))) {
    if (!/\.(xml|rels)$/.test(name)) continue
    const told: string[] = []
    const onError = (level: string, words: string) => void told.push(`${name}: ${level} ${words}`)
    new DOMParser({ onError }).parseFromString(strFromU8(bytes), 'text/xml')
    expect(told).toEqual([])
    // eslint-disable-next-line no-control-regex
    expect(strFromU8(bytes)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd\uffff]/)
  }
})
