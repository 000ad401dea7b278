import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { brushAfterKey } from '../../src/charts/Brush.tsx'
import {
  Bars,
  barsTable,
  barSentence,
  Calendar,
  HeatTable,
  heatTableTable,
  HitRate,
  hitRateTable,
  HourWeek,
  hourWeekTable,
  Intervals,
  Lorenz,
  lorenzCurve,
  shareInWorst,
  Sparkline,
  Timeline,
  timelineTable,
  type TimelineData,
} from '../../src/charts/index.ts'
import {
  countTicks,
  dayTicks,
  rampClass,
  snap,
  stackLabels,
  textWidth,
  topOf,
} from '../../src/charts/scale.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { tableToCsv } from '../../src/ui/table.ts'

const nothing = () => undefined
const monday = parseIsoDay('2026-10-05')
const weeks: TimelineData = {
  step: 'week',
  starts: [0, 7, 14, 21].map((d) => monday + d),
  end: monday + 28,
  counts: [4, 9, 2, 30],
  expected: [5, 5.5, 6, 12],
  lower: [1, 2, 3, 6],
  upper: [9, 10, 11, 19],
  partial: true,
}

describe('concentration', () => {
  it('gives the shares one can count by hand', () => {
    // ten areas holding 10, 8, 2 and seven times nothing
    const curve = lorenzCurve([0, 2, 0, 10, 0, 0, 8, 0, 0, 0])
    expect(shareInWorst(curve, 0.1)).toBeCloseTo(0.5)
    expect(shareInWorst(curve, 0.2)).toBeCloseTo(0.9)
    expect(shareInWorst(curve, 0.05)).toBeCloseTo(0.25)
    expect(shareInWorst(curve, 1)).toBe(1)
    expect([curve.n, curve.total]).toEqual([10, 20])
  })

  it('rises, bends down, and never lies under the diagonal', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), (counts) => {
        fc.pre(counts.some((c) => c > 0))
        const { y, x, n } = lorenzCurve(counts)
        for (let i = 1; i <= n; i++) {
          expect(y[i]).toBeGreaterThanOrEqual(y[i - 1])
          expect(y[i]).toBeGreaterThanOrEqual(x[i] - 1e-12)
          if (i > 1) expect(y[i] - y[i - 1]).toBeLessThanOrEqual(y[i - 1] - y[i - 2] + 1e-12)
        }
        expect(y[n]).toBeCloseTo(1)
      }),
    )
  })

  it('has no answer without areas, and nothing of nothing', () => {
    expect(shareInWorst(lorenzCurve([]), 0.05)).toBeNaN()
    expect(shareInWorst(lorenzCurve([0, 0]), 0.5)).toBe(0)
  })
})

describe('scales', () => {
  it('keeps nothing apart from something in the ramp', () => {
    expect([0, -1, NaN, 0.001, 0.5, 0.99, 1, 2].map(rampClass)).toEqual([0, 0, 0, 1, 4, 6, 6, 6])
  })

  it('has whole ticks only and an axis even for nothing', () => {
    expect(countTicks(3, 6)).toEqual([0, 1, 2, 3])
    expect(topOf([])).toBe(1)
    expect(topOf([2, NaN, 7])).toBe(7)
  })

  it('says the year once and leaves out labels that would collide', () => {
    const ticks = dayTicks(parseIsoDay('2024-11-25'), parseIsoDay('2026-11-22'), 900)
    expect(ticks.filter((t) => t.label === '2025')).toHaveLength(1)
    const px = 900 / (parseIsoDay('2026-11-22') - parseIsoDay('2024-11-25'))
    const named = ticks.filter((t) => t.label)
    for (let i = 1; i < named.length; i++)
      expect((named[i].day - named[i - 1].day) * px).toBeGreaterThan(textWidth(named[i - 1].label))
    expect(ticks.every((t) => Number.isInteger(t.day))).toBe(true)
  })

  it('stacks labels that would touch, and turns those that would leave the page', () => {
    const placed = stackLabels(
      [
        { x: 10, text: 'lockdowns' },
        { x: 30, text: 'end of lockdowns' },
        { x: 290, text: 'counting rules' },
      ],
      300,
    )
    expect(placed.map((p) => p.row)).toEqual([0, 1, 0])
    expect(placed.map((p) => p.before)).toEqual([false, false, true])
  })

  it('snaps to the nearest edge', () => {
    expect(snap([0, 7, 14], 10)).toBe(7)
    expect(snap([0, 7, 14], 99)).toBe(14)
  })
})

describe('the brush by keys', () => {
  const edges = [0, 7, 14, 21, 28]
  it('moves ends and whole by a bar, inclusive of its last day', () => {
    expect(brushAfterKey(edges, [7, 13], 'to', 'ArrowRight')).toEqual([7, 20])
    expect(brushAfterKey(edges, [7, 13], 'from', 'ArrowLeft')).toEqual([0, 13])
    expect(brushAfterKey(edges, [7, 13], 'whole', 'ArrowRight')).toEqual([14, 20])
    expect(brushAfterKey(edges, [7, 20], 'whole', 'End')).toEqual([14, 27])
    expect(brushAfterKey(edges, [7, 20], 'from', 'Home')).toEqual([0, 20])
    expect(brushAfterKey(edges, [7, 20], 'to', 'x')).toBeUndefined()
  })

  it('never leaves the data, never shrinks below a bar, and keeps its length when moved whole', () => {
    const part = fc.constantFrom('from' as const, 'to' as const, 'whole' as const)
    const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End')
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), part, key, (a, b, p, k) => {
        const window = [edges[Math.min(a, b)], edges[Math.max(a, b) + 1] - 1] as const
        const [from, to] = brushAfterKey(edges, window, p, k)!
        expect(edges).toContain(from)
        expect(edges).toContain(to + 1)
        expect(to - from).toBeGreaterThanOrEqual(6)
        if (p === 'whole') expect(to - from).toBe(window[1] - window[0])
      }),
    )
  })
})

describe('sentences and twins', () => {
  it('reads a bar with its range and verdict', () => {
    expect(barSentence(weeks, 1)).toBe('week of 12 Oct 2026: 9, 5.5 expected (2 to 10)')
    expect(barSentence(weeks, 2)).toContain('below the range')
    expect(barSentence(weeks, 3)).toBe(
      'week of 26 Oct 2026: 30 so far, 12 expected (6 to 19), above the range',
    )
    expect(
      barSentence({ ...weeks, step: 'month', expected: undefined, lower: undefined, upper: undefined }, 0),
    ).toBe('Oct 2026: 4')
  })

  it('gives every number of the timeline to its table', () => {
    expect(tableToCsv(timelineTable('Burglary', weeks)).split('\r\n').slice(0, 2)).toEqual([
      'Week from,Count,Expected,Lower,Upper',
      '2026-10-05,4,5,1,9',
    ])
  })

  it('sums the hours of the week', () => {
    const t = hourWeekTable(
      'Hours',
      Array.from({ length: 168 }, (_, i) => (i % 24 === 5 ? 2 : 0)),
    )
    expect([t.n, t.columns.at(-1)!.value(5), t.columns.at(-1)!.value(6)]).toEqual([24, 14, 0])
  })

  it('keeps the reference of bars and the marks of cells', () => {
    const props = {
      title: 'Beats',
      sentence: '',
      items: [{ key: 'a', label: 'A', value: 3, reference: 2 }],
      referenceLabel: 'expected',
    }
    expect(tableToCsv(barsTable(props))).toBe('Name,Value,expected\r\nA,3,2\r\n')
    const heat = heatTableTable({
      title: 'Knox',
      sentence: '',
      rowTitle: 'm',
      columnTitle: 'd',
      rows: ['0–100'],
      columns: ['0–7'],
      cell: () => ({ text: '2.41', value: 2.4142, mark: '**' }),
    })
    expect([heat.columns[1].value(0), heat.columns[1].show!(0)]).toEqual([2.4142, '2.41 **'])
  })
})

describe('structure', () => {
  it('names every drawing and describes it in a sentence', () => {
    const words = { title: 'The title', sentence: 'The sentence.' }
    const drawings = [
      <Timeline
        {...words}
        data={weeks}
        bracket={[monday, monday + 27]}
        breaks={[{ day: monday + 7, label: 'new rules' }]}
      />,
      <HourWeek {...words} values={new Float64Array(168)} />,
      <Bars {...words} items={[{ key: 'a', label: 'A', value: 1 }]} />,
      <Lorenz {...words} counts={[1, 2, 3]} units="cells" />,
      <Calendar {...words} start={monday} counts={[1, 0, 2]} />,
      <HitRate
        {...words}
        x={[0, 0.1, 0.2]}
        curves={[{ key: 'a', label: 'A', y: [0, 0.3, 0.5] }]}
        mark={0.1}
      />,
      <Intervals
        {...words}
        items={[{ key: 'a', label: 'A', value: 1, lower: 0.5, upper: Infinity }]}
        none={1}
        log
        intervalLabel="95%"
      />,
    ]
    for (const drawing of drawings) {
      const html = renderToStaticMarkup(drawing)
      expect(html).toMatch(/<title id="[^"]+">The title<\/title><desc id="[^"]+">The sentence\.<\/desc>/)
      expect(html).toContain('role="img"')
      expect(html).toContain('Show “The title” as a table')
      expect(html).not.toContain('NaN')
    }
  })

  it('keeps the names of hit rate curves apart, however close the curves end', () => {
    const curves = Array.from({ length: 10 }, (_, i) => ({
      key: `${i}`,
      label: `Map ${i}`,
      y: [0, 0.5 + i / 1e4],
    }))
    const html = renderToStaticMarkup(<HitRate title="T" sentence="S" x={[0, 0.2]} curves={curves} />)
    const heights = [...html.matchAll(/<text[^>]* y="([\d.]+)"[^>]*>Map/g)]
      .map((m) => +m[1])
      .sort((a, b) => a - b)
    expect(heights).toHaveLength(10)
    heights.forEach((h, i) => i > 0 && expect(h - heights[i - 1]).toBeGreaterThan(12))
    expect(heights[0]).toBeGreaterThan(0)
    const table = hitRateTable({ title: 'T', sentence: 'S', x: [0, 0.2], curves })
    expect([table.n, table.columns.length, table.columns[1].value(1)]).toEqual([2, 11, 50])
  })

  it('draws nothing wrong from nothing', () => {
    const words = { title: 'T', sentence: 'S' }
    const none: TimelineData = { step: 'week', starts: [], end: monday, counts: [] }
    for (const drawing of [
      <Timeline {...words} data={none} brush={null} onBrush={nothing} />,
      <Bars {...words} items={[]} />,
      <Lorenz {...words} counts={[]} units="cells" />,
      <Lorenz {...words} counts={[0, 0]} units="cells" />,
      <Calendar {...words} start={monday} counts={[]} />,
      <HitRate {...words} x={[]} curves={[]} />,
      <HitRate {...words} x={[0]} curves={[{ key: 'a', label: 'A', y: [0] }]} />,
      <Intervals {...words} items={[]} none={0} intervalLabel="95%" />,
      <Sparkline values={[]} label="nothing" />,
      <HeatTable {...words} rowTitle="" columnTitle="" rows={[]} columns={[]} cell={() => ({ text: '' })} />,
    ])
      expect(renderToStaticMarkup(drawing)).not.toMatch(/NaN|Infinity/)
  })

  it('offers the window as three sliders that say their days', () => {
    const html = renderToStaticMarkup(
      <Timeline title="T" sentence="S" data={weeks} brush={[monday, monday + 13]} onBrush={nothing} />,
    )
    expect(html.match(/role="slider"/g)).toHaveLength(3)
    expect(html).toContain('aria-valuetext="5 Oct 2026 to 18 Oct 2026"')
    expect(html).toContain('aria-label="Last day shown"')
  })

  it('makes bars buttons and cells a grid', () => {
    const bars = renderToStaticMarkup(
      <Bars
        title="T"
        sentence="S"
        items={[{ key: 'a', label: 'A', value: 1 }]}
        chosen={['a']}
        onChoose={nothing}
      />,
    )
    expect(bars).toMatch(/role="button" tabindex="0" aria-pressed="true"/)
    const heat = renderToStaticMarkup(
      <HeatTable
        title="T"
        sentence="S"
        rowTitle="m"
        columnTitle="d"
        rows={['r']}
        columns={['c']}
        cell={() => ({ text: '1', tint: 1, lines: ['n = 3'] })}
      />,
    )
    expect(heat).toContain('data-tint="6"')
    expect(heat).toContain('aria-label="1. n = 3"')
  })
})

describe('series breaks', () => {
  const breaks = [
    { day: monday + 8, label: 'new rules', short: 'Jan' },
    { day: monday + 14, to: monday + 20, label: 'a strike' },
  ]

  it('stand in the table beside the bars they touch', () => {
    const table = timelineTable('The title', weeks, breaks)
    const column = table.columns.find((c) => c.key === 'break')!
    const said = Array.from({ length: table.n }, (_, i) => column.value(i))
    expect(said.slice(0, 4)).toEqual(['', 'new rules', 'a strike', ''])
    expect(timelineTable('The title', weeks).columns.some((c) => c.key === 'break')).toBe(false)
  })

  it('can be reached by keyboard where the chart holds controls, and say which days they are', () => {
    const html = renderToStaticMarkup(
      <Timeline
        title="T"
        sentence="S."
        data={weeks}
        compact
        breaks={breaks}
        brush={null}
        onBrush={() => {}}
      />,
    )
    expect(html).toMatch(/tabindex="0"[^>]*aria-label="Series break, [^"]*: new rules"/)
    expect(html).toMatch(/aria-label="Series break, [^"]* to [^"]*: a strike"/)
    expect(html).toContain('ch-break-days')
  })

  it('give way outside the days shown', () => {
    const html = renderToStaticMarkup(
      <Timeline title="T" sentence="S." data={weeks} breaks={[{ day: monday - 400, label: 'long ago' }]} />,
    )
    expect(html).not.toContain('long ago')
  })
})

describe('the day that is looked at', () => {
  it('is a slider that says its day, and makes what comes after it faint', () => {
    const cursor = { day: monday + 13, label: 'Day that is shown', onDay: () => {}, onKey: () => false }
    const html = renderToStaticMarkup(<Timeline title="T" sentence="S." data={weeks} cursor={cursor} />)
    expect(html).toMatch(/role="slider"[^>]*aria-label="Day that is shown"/)
    expect(html).toContain(`aria-valuenow="${monday + 13}"`)
    const bars = [...html.matchAll(/class="ch-bar"([^>]*)>/g)].map((m) => m[1].includes('data-out'))
    expect(bars.indexOf(true)).toBe(2)
    expect(bars.slice(2).every(Boolean)).toBe(true)
  })
})
