/** Charts of odd data: nothing known, a window elsewhere, a table that became smaller, two drawings on one page. */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { brushAfterKey } from '../../src/charts/Brush.tsx'
import { cellIn, heatTableTable } from '../../src/charts/HeatTable.tsx'
import { Intervals, Timeline, type TimelineData, Trend } from '../../src/charts/index.ts'
import { sortedRows } from '../../src/ui/tableView.ts'

const monday = 20_776
const data: TimelineData = {
  step: 'week',
  starts: [monday, monday + 7, monday + 14],
  end: monday + 21,
  counts: [3, 4, 5],
  young: 1,
}
const timeline = (more: Partial<Parameters<typeof Timeline>[0]> = {}) =>
  renderToStaticMarkup(<Timeline title="Incidents per week" sentence="12" data={data} {...more} />)

describe('the brush of a period that lies outside', () => {
  const edges = [...Array.from(data.starts), data.end]
  it('moves by keys into what the bars reach over, and never to no day', () => {
    for (const window of [
      [monday + 100, monday + 120],
      [monday - 120, monday - 100],
    ] as const)
      for (const part of ['whole', 'from', 'to'] as const)
        for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp']) {
          const [from, to] = brushAfterKey(edges, window, part, key)!
          expect(from, `${part} ${key}`).toBeGreaterThanOrEqual(monday)
          expect(to, `${part} ${key}`).toBeLessThan(data.end)
          expect(to).toBeGreaterThan(from)
        }
  })
})

describe('the six weeks over a shorter file', () => {
  const left = (html: string) => Number(/ch-bracket"><rect x="([-\d.]+)"/.exec(html)?.[1])
  it('begin where the bars begin, not over the figures of the axis', () => {
    expect(left(timeline({ bracket: [monday - 30, monday + 11] }))).toBe(32)
    expect(left(timeline({ bracket: [monday + 7, monday + 20] }))).toBeGreaterThan(32)
  })
  it('are not drawn where they lie elsewhere', () => {
    expect(timeline({ bracket: [monday - 50, monday - 9] })).not.toContain('ch-bracket')
    expect(timeline({ bracket: [monday + 21, monday + 62] })).not.toContain('ch-bracket')
  })
})

describe('the hatch of incomplete bars', () => {
  it('has a name of its own in each drawing of a page', () => {
    const html = renderToStaticMarkup(
      <>
        <Timeline title="A" sentence="a" data={data} />
        <Timeline title="B" sentence="b" data={data} />
      </>,
    )
    const names = [...html.matchAll(/<pattern id="([^"]+)"/g)].map((m) => m[1])
    expect(new Set(names).size).toBe(2)
    expect([...html.matchAll(/fill:url\(#([^)]+)\)/g)].map((m) => m[1])).toEqual(names)
  })
})

describe('an estimate that is not known', () => {
  it('is said and has no dot', () => {
    const html = renderToStaticMarkup(
      <Intervals
        title="Ratios"
        sentence="two"
        none={1}
        log
        intervalLabel="95%"
        items={[
          { key: 'a', label: 'Listed', value: 0.8, lower: 0.5, upper: 1.3 },
          { key: 'b', label: 'Reached', value: NaN, lower: NaN, upper: NaN },
        ]}
      />,
    )
    expect(html.match(/ch-dot/g)).toHaveLength(1)
    expect(html.match(/ch-whisker/g)).toHaveLength(1)
    expect(html).toContain('no estimate')
    expect(html).not.toContain('undefined')
    expect(html).not.toContain('NaN')
  })
})

describe('a tinted table', () => {
  it('keeps a cell for the keys when it becomes smaller', () => {
    expect(cellIn([7, 5], 3, 2)).toEqual([2, 1])
    expect(cellIn([1, 1], 3, 2)).toEqual([1, 1])
  })
  it('sorts its figures though some cells hold a dash', () => {
    const values = [2.4, undefined, 0.7, 11, undefined]
    const twin = heatTableTable({
      title: 'T',
      sentence: '',
      rowTitle: 'm',
      columnTitle: 'd',
      rows: values.map((_, i) => String(i)),
      columns: ['0'],
      cell: (r) => ({ text: values[r] === undefined ? '–' : String(values[r]), value: values[r] }),
    })
    expect([...sortedRows(twin, { key: '0', descending: true })]).toEqual([3, 0, 2, 1, 4])
    expect([...sortedRows(twin, { key: '0', descending: false })]).toEqual([2, 0, 3, 1, 4])
  })
})

describe('a line with a step of which nothing is known', () => {
  it('has a gap there and no dot', () => {
    const html = renderToStaticMarkup(
      <Trend
        title="Trend"
        sentence="three steps"
        starts={[monday, monday + 28, monday + 56]}
        end={monday + 84}
        lines={[{ key: 'a', label: 'treated', values: [4, NaN, 6] }]}
        began={monday + 28}
        beganLabel="began"
      />,
    )
    expect(html.match(/ch-arm-dot/g)).toHaveLength(2)
    expect(html).not.toMatch(/NaN|undefined/)
  })
})
