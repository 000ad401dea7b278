import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { numberTaken, parseNumber, typedOrNone } from '../../src/ui/numberFields.tsx'
import { findByLetters } from '../../src/ui/findByLetters.ts'
import {
  Button,
  Chip,
  DataTable,
  Figures,
  Frame,
  IconButton,
  NumberField,
  Progress,
  TierChip,
  type TableModel,
} from '../../src/ui/index.ts'
import { timeLeft } from '../../src/ui/states.tsx'

const nothing = () => undefined
const model: TableModel = {
  caption: 'Rounds to walk',
  n: 100_000,
  key: String,
  columns: [
    { key: 'tier', label: 'Tier', kind: 'tier', value: () => 'A' },
    { key: 'walk', label: 'Walk', unit: 'km', kind: 'number', value: (i) => i },
  ],
}

describe('structure', () => {
  it('draws a table as a named grid that says its true length and draws few rows', () => {
    const html = renderToStaticMarkup(<DataTable model={model} sort={{ key: 'walk', descending: true }} />)
    expect(html).toContain('role="grid"')
    expect(html).toContain('aria-label="Rounds to walk"')
    expect(html).toContain('aria-rowcount="100001"')
    expect(html).toMatch(/<th[^>]*data-kind="number"[^>]*aria-sort="descending"/)
    expect(html.match(/<tr/g)!.length).toBeLessThan(60)
  })

  it('says what is missing when a table has no rows', () => {
    const html = renderToStaticMarkup(<DataTable model={{ ...model, n: 0 }} empty="Nothing was burgled." />)
    expect(html).toContain('Nothing was burgled.')
    expect(html).toContain('0 rows')
  })

  it('says of a button that cannot be pressed why, and leaves it its focus', () => {
    for (const button of [
      <Button barred="It has not begun.">Print</Button>,
      <IconButton icon="print" label="Print" barred="It has not begun." />,
    ]) {
      const html = renderToStaticMarkup(button)
      expect(html).toMatch(/aria-disabled="true"[^>]* title="It has not begun."/)
      expect(html).not.toContain(' disabled')
    }
    expect(renderToStaticMarkup(<Button barred={false}>Print</Button>)).not.toMatch(/title|disabled="true"/)
  })

  it('ties a field to its label, help and problem', () => {
    const html = renderToStaticMarkup(
      <NumberField
        label="Radius"
        help="How far."
        problem="Too far."
        unit="m"
        min={1}
        max={9}
        value={4}
        onChange={nothing}
      />,
    )
    const id = /<label for="([^"]+)"/.exec(html)![1]
    expect(html).toContain(`id="${id}"`)
    expect(html).toContain(`aria-describedby="${id}h ${id}p"`)
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('1 to 9')
  })

  it('asks for a whole number where the limits are those of a machine', () => {
    const seed = (max: number) =>
      renderToStaticMarkup(
        <NumberField label="Seed" {...{ min: 0, max, value: 1 }} whole onChange={nothing} />,
      )
    expect(seed(2 ** 31)).toContain('whole number')
    expect(seed(2 ** 31)).not.toContain('2,147')
    expect(seed(99)).toContain('0 to 99')
  })

  it('gives every figure its label and every tier its word', () => {
    const html = renderToStaticMarkup(
      createElement(
        'div',
        null,
        <Figures figures={[{ value: 9, label: 'overdue', tone: 'bad' }]} />,
        <TierChip tier="B" />,
      ),
    )
    expect(html).toContain('<dt>overdue</dt><dd data-tone="bad">9</dd>')
    expect(html).toContain('Tier </span>B')
  })

  it('names what a chip takes off, and a busy button', () => {
    expect(renderToStaticMarkup(<Chip onRemove={nothing}>Beat 4</Chip>)).toContain(
      'aria-label="Remove Beat 4"',
    )
    expect(renderToStaticMarkup(<Button busy>Print</Button>)).toContain('aria-busy="true"')
  })

  it('says the share done', () => {
    expect(renderToStaticMarkup(<Progress label="Shuffles" share={0.419} />)).toContain('aria-valuenow="41"')
  })

  it('frames the page in landmarks, in the order they are read', () => {
    const html = renderToStaticMarkup(
      <Frame
        name="doors"
        width={500}
        header="H"
        rail="R"
        tabs="T"
        panel="P"
        head="L"
        main="M"
        drawer={{ tabs: 'D', body: 'B', open: false }}
      />,
    )
    const at = [
      '<header',
      '<nav',
      'role="main"',
      'id="panel"',
      'aria-label="Map"',
      'aria-label="Timeline"',
    ].map((s) => html.indexOf(s))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at.every((i) => i >= 0)).toBe(true)
  })
})

describe('typing and finding', () => {
  it('reads numbers as people type them', () => {
    expect(parseNumber('1,200')).toBe(1200)
    expect(parseNumber('−3.5')).toBe(-3.5)
    expect(parseNumber('')).toBeNaN()
    expect(parseNumber('four')).toBeNaN()
    expect(parseNumber('1,20')).toBeNaN()
  })

  it('finds commands by a few letters, whole words first', () => {
    const titles = ['Show risk zones', 'Print tonight’s list', 'Save the project', 'Zoom to the street']
    const find = (q: string) => findByLetters(q, titles, (t) => t)
    expect(find('zones')[0]).toBe('Show risk zones')
    expect(find('list print')).toEqual(['Print tonight’s list'])
    expect(find('ptl')[0]).toBe('Print tonight’s list')
    expect(find('prnt')[0]).toBe('Print tonight’s list')
    expect(find('')).toEqual(titles)
    expect(find('qqq')).toEqual([])
    expect(find('?')).toEqual([])
  })

  it('puts a command found by its name before one found by its faint words, and scattered letters last', () => {
    const commands = [
      { title: 'Patrol', hint: 'where zones are watched' },
      { title: 'Zoom to the newest street', hint: '' },
      { title: 'Risk zones', hint: 'Where' },
    ]
    const find = (q: string) =>
      findByLetters(
        q,
        commands,
        (c) => c.title,
        (c) => c.hint,
      ).map((c) => c.title)
    expect(find('zones')).toEqual(['Risk zones', 'Patrol', 'Zoom to the newest street'])
    expect(find('watched')).toEqual(['Patrol'])
  })

  it('says time left as people say it', () => {
    expect([3, 38, 130, 5000].map(timeLeft)).toEqual([
      'less than 5 s',
      'about 40 s',
      'about 2 min',
      'about 1.4 h',
    ])
  })
})

describe('a field for a number', () => {
  const limits = { min: 0, max: 100 }
  it('can be emptied again where it may be empty, and only there', () => {
    expect(numberTaken(' ', { ...limits, optional: true })).toBeNaN()
    expect(numberTaken('', limits)).toBeUndefined()
    expect(typedOrNone(NaN)).toBeUndefined()
    expect(typedOrNone(0)).toBe(0)
  })
  it('takes what lies within its limits, whole where it counts things', () => {
    expect(numberTaken('3.5', limits)).toBe(3.5)
    expect(numberTaken('3.5', { ...limits, whole: true })).toBeUndefined()
    expect(numberTaken('101', limits)).toBeUndefined()
    expect(numberTaken('x', { ...limits, optional: true })).toBeUndefined()
  })
})
