/** What the overview says, shows, lists and draws. */
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../../src/analyses/today/compute.ts'
import { SCREEN } from '../../../src/analyses/today/screen.tsx'
import { chanceWords } from '../../../src/analyses/today/words.ts'
import { allRows, type Incidents } from '../../../src/core/table/incidents.ts'
import { drain } from '../../../src/core/base/drain.ts'
import type { OffenceId } from '../../../src/core/base/offences.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { sayP } from '../../../src/core/base/words.ts'
import { minuteOf } from '../../../src/core/base/time.ts'
import { tableToCsv } from '../../../src/ui/table.ts'
import { dice, type Row, townOf } from '../town.ts'

const TODAY = 20_000
const KINDS: OffenceId[] = ['burglary-home', 'theft-from-vehicle', 'robbery-personal', 'other']

function made(over: Partial<Incidents> = {}, day?: (k: number) => number): Incidents {
  const d = dice(9)
  const row = (k: number, run: boolean): Row => ({
    x: 450_000 + d() * 3000,
    y: 300_000 + d() * 3000,
    day: run ? TODAY - (k % 7) : (day?.(k) ?? TODAY - Math.floor(d() * 800)),
    offence: run ? 'burglary-home' : KINDS[k % 4],
    beat: run ? 'Beat 4' : `Beat ${1 + (k % 5)}`,
    place: Math.floor(d() * 200),
  })
  const calm = Array.from({ length: 700 }, (_, k) => row(k, false))
  return townOf(day ? calm : [...calm, ...Array.from({ length: 14 }, (_, k) => row(k, true))], over)
}

function viewOf(table: Incidents, over = {}) {
  const params = { ...defaults(SCREEN.schema), ...over }
  const result = drain(METHOD.compute({ table, rows: allRows(table), params, today: TODAY }))
  return { result, params, table, today: TODAY }
}

const page = (view: ReturnType<typeof viewOf>) =>
  renderToString(<SCREEN.Panel {...view} />).replaceAll('<!-- -->', '')
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')
const odd = /NaN|Infinity|undefined|null|\[object/

describe('the overview on the screen', () => {
  const view = viewOf(made())

  it('puts the alert first, with why and how many looks, and never a cause', () => {
    const text = words(page(view))
    expect(text).toMatch(
      /Alerts by beat .*▲ Burglary in Beat 4 (13|14|15) in 7 days, \d\.\d expected, p < 0\.001/,
    )
    expect(text).toMatch(/Each 1 of \d+ looks; false finds held to 10%/)
    expect(text.indexOf('Alerts by beat')).toBeLessThan(text.indexOf('By kind of crime'))
    expect(text).not.toMatch(/because|caused|due to/i)
  })

  it('holds no pairs of a few far crimes against chance: there are none by chance either', () => {
    const few = townOf(
      Array.from({ length: 5 }, (_, k) => ({
        ...{ x: 440_000 + 3000 * k, y: 300_000, place: k },
        day: TODAY - 100 * k,
        offence: 'burglary-home' as const,
        beat: 'B',
      })),
    )
    const said = words(page(viewOf(few)))
    expect(said).toContain('0 pairs, and by chance none: too few to say')
    expect(said).not.toMatch(odd)
  })

  it('says each verdict in a word beside its sign', () => {
    const html = page(view)
    expect(html).toMatch(/data-verdict="above"[^]*?▲[^]*?above/)
    expect(words(html)).toMatch(/• \d+ in range/)
  })

  it('speaks plainly everywhere', () => {
    for (const over of [{}, { harm: 'chi' }, { harm: 'css', weightFromVehicle: 3 }, { base: 'before' }]) {
      const v = viewOf(made(), over)
      expect(words(page(v))).not.toMatch(odd)
      expect(SCREEN.answer(v)).not.toMatch(odd)
      expect(v.result.notes.join(' ')).not.toMatch(odd)
      expect(tableToCsv(SCREEN.list(v))).not.toMatch(/undefined|\[object/)
    }
  })

  it('shows weights beside plain counts, and why a kind has none', () => {
    const v = viewOf(made(), { harm: 'chi' })
    const text = words(page(v))
    expect(text).toMatch(
      /273\.5 a third party’s median of twelve codes \(2 to 730 days\), not a published value [\d,.]+ \d+ incidents/,
    )
    expect(text).toMatch(/no weight: only the median of all vehicle offences/)
    expect(SCREEN.list(v).columns.map((c) => c.key)).toContain('harm')
    expect(SCREEN.list(view).columns.map((c) => c.key)).not.toContain('harm')
  })

  it('lists each kind in both windows and draws the incidents behind the alerts', () => {
    expect(SCREEN.list(view).n).toBe(2 * view.result.kinds.length)
    const [points, names] = SCREEN.layers(view)
    // the words are read above the rings they stand among, from afar too
    expect(names).toMatchObject({ kind: 'labels', boxed: true, always: true })
    const rows = new Set(view.result.alerts.flatMap((a) => [...a.rows]))
    expect(points.kind === 'points' && points.positions.length).toBe(2 * rows.size)
    expect(points.kind === 'points' && points.tip?.(0)?.title).toMatch(/burglary/i)
  })

  it('says where nothing stands out, and what came nearest', () => {
    const calm = viewOf(made({}, (k) => TODAY - ((k * 13) % 800)))
    expect(calm.result.alerts).toEqual([])
    expect(SCREEN.layers(calm)).toEqual([])
    expect(words(page(calm))).toMatch(
      /No alert by beat .*None of \d+ looks stands out from chance\. The nearest: /,
    )
    expect(SCREEN.answer(calm)).toMatch(/; no beat stands out \(to \d+ \w+ \d{4}\)\.$/)
  })

  it('works in months where only months are known, and says so', () => {
    const first = (k: number) => minuteOf(2022 + Math.floor((k % 32) / 12), ((k % 32) % 12) + 1, 1) / 1440
    const v = viewOf(made({ precision: 'month', source: 'open' }, first))
    const text = words(page(v))
    expect(text).toMatch(/knows only months/)
    expect(text).toMatch(/No repeats, near repeats or zones: These dates are months/)
    expect(text).not.toMatch(odd)
    expect(text).not.toMatch(/live zones/)
  })
})

describe('the words of chance', () => {
  it('rounds as one says it', () => {
    expect([0.5, 0.0321, 0.00098, 1e-6].map(chanceWords)).toEqual([
      'about 1 time in 2',
      'about 1 time in 31',
      'about 1 time in 1,000',
      'less than 1 time in 10,000',
    ])
    expect([0.0046, 0.0001, 0.5, NaN].map((p) => sayP(p).replace(/\s/g, ' '))).toEqual([
      'p = 0.005',
      'p < 0.001',
      'p = 0.50',
      'p unknown',
    ])
  })
})
