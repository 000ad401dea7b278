/** The funnel and the paired bars: each mark where its figure says, each chart with its table. */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import {
  Funnel,
  funnelTable,
  Intervals,
  Pairs,
  pairsTable,
  type FunnelProps,
} from '../../src/charts/index.ts'
import { tableToCsv } from '../../src/ui/table.ts'

const props: FunnelProps = {
  title: 'Rate by homes',
  sentence: '2 of 3 outside',
  points: [
    { key: 'a', label: 'Northfield', size: 1000, rate: 60, side: 'above', word: 'above the range' },
    { key: 'b', label: 'Market', size: 2000, rate: 40, word: 'in range' },
    { key: 'c', label: 'Quayside', size: 90, rate: 5, side: 'below', hollow: true, word: 'below the range' },
  ],
  limits: [
    { size: 80, inner: [10, 90], outer: [0, 140] },
    { size: 2100, inner: [35, 48], outer: [31, 52] },
  ],
  mean: 42,
  sizeLabel: 'homes',
  rateLabel: 'per 1,000 homes',
  innerLabel: '95%',
  outerLabel: '99.8%',
}

describe('the funnel', () => {
  const html = renderToStaticMarkup(<Funnel {...props} />)

  it('tells above, below and small apart by form', () => {
    const marks = [...html.matchAll(/<path class="ch-funnel"([^>]*)d="([^"]+)"/g)]
    expect(marks).toHaveLength(3)
    // triangles up and down, a round dot between
    expect(marks[0][2]).toMatch(/l5 9h-10z$/)
    expect(marks[1][2]).toContain('a3.6')
    expect(marks[2][2]).toMatch(/l5 -9h-10z$/)
    expect(marks[2][1]).toContain('data-hollow')
    expect(html).toContain('Northfield')
    expect(html).not.toMatch(/NaN|Infinity/)
  })

  it('puts a higher rate higher and a larger unit further right', () => {
    const at = [...html.matchAll(/<path class="ch-funnel"[^>]*d="M([\d.]+) ([\d.]+)/g)].map((m) => [
      +m[1],
      +m[2],
    ])
    expect(at[0][1]).toBeLessThan(at[1][1])
    expect(at[1][1]).toBeLessThan(at[2][1])
    expect(at[2][0]).toBeLessThan(at[0][0])
    expect(at[0][0]).toBeLessThan(at[1][0])
  })

  it('stands with one unit alone, and has its table', () => {
    const one = { ...props, points: props.points.slice(0, 1), limits: [] }
    expect(renderToStaticMarkup(<Funnel {...one} />)).not.toMatch(/NaN|Infinity/)
    expect(tableToCsv(funnelTable(props))).toContain('Quayside,90,5,below the range')
  })
})

describe('two groups over the same hours', () => {
  const pairs = {
    title: 'Weekdays',
    sentence: 'alike',
    names: ['Mon', 'Tue', 'Wed'],
    a: [1, 1, 2],
    b: [30, 10, 0],
    labelA: 'recent',
    labelB: 'earlier',
  }
  it('are drawn as shares of their own, bars and a line', () => {
    const html = renderToStaticMarkup(<Pairs {...pairs} />)
    expect(html).toContain('Mon: recent 25.0%, earlier 75.0%')
    expect(html.match(/<rect/g)!.length).toBe(4)
    expect(html.match(/ch-pair-line/g)!.length).toBe(2)
    expect(renderToStaticMarkup(<Pairs {...pairs} a={[0, 0, 0]} b={[0, 0, 0]} />)).not.toMatch(/NaN|Infinity/)
  })
  it('have counts and shares in their table', () => {
    expect(tableToCsv(pairsTable(pairs)).split('\r\n')[1]).toBe('Mon,1,25,30,75')
  })
})

describe('intervals that run far', () => {
  it('end in an arrow on the side they leave the drawing', () => {
    const html = renderToStaticMarkup(
      <Intervals
        title="t"
        sentence="s"
        items={[
          { key: 'a', label: 'a', value: 1, lower: 0.5, upper: 2 },
          { key: 'b', label: 'b', value: Infinity, lower: 3, upper: Infinity },
          { key: 'c', label: 'c', value: 0, lower: 0, upper: 0.4 },
        ]}
        none={1}
        log
        within={[0.1, 10]}
        intervalLabel="95%"
      />,
    )
    const whiskers = [...html.matchAll(/ch-whisker"[^>]*d="([^"]+)"/g)].map((m) => m[1])
    expect(whiskers[0]).toMatch(/^M[\d.]+ 10v8m0-4H[\d.]+m0-4v8$/)
    expect(whiskers[1]).toMatch(/m-5-4l5 4l-5 4$/)
    expect(whiskers[2]).toMatch(/^M[\d.]+ 66l-5 4l5 4m-5-4H/)
    expect(html).not.toContain('NaN')
  })
})
