/** Compare on the screen: the two sides, each kind with its interval, hours, weekdays, repeats, middle. */
import { Intervals, Pairs } from '../../charts/index.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import type { SpreadTest } from '../../core/stats/spread.ts'
import { dayOf, showDay, showHour, weekdayName } from '../../core/base/time.ts'
import { countOf, sayP, showNumber, showShare } from '../../core/base/words.ts'
import { streetOf } from '../../core/table/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Disclosure, type Figure, Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import type { CompareResult, SpreadRow } from './result.ts'
import { interval, kindWords, showChange, showRatio, type View, WORDS } from './words.ts'

function layers({ result: r, table }: View): LayerSpec[] {
  const layer = (id: 'a' | 'b'): LayerSpec => {
    const rows = r[id].rows.filter((i) => Number.isFinite(table.lng[i]))
    return {
      kind: 'points',
      id,
      label: `${r.beat && r.mode === 'rest' ? `${r.beat}, ` : ''}${r[id].label}`,
      positions: Float64Array.from(
        rows.length * 2 ? [...rows].flatMap((i) => [table.lng[i], table.lat[i]]) : [],
      ),
      ink: id === 'a' ? 'tierA' : 'cold',
      radius: id === 'a' ? 3.5 : 4.5,
      shape: id === 'a' ? 'dot' : 'ring',
      rows,
      tip: (k) => {
        const i = rows[k]
        if (i === undefined) return undefined
        const street = streetOf(table, i)
        return {
          title: `${OFFENCES[table.offence[i]].label}${street && `, ${street}`}`,
          lines: [showDay(dayOf(table.from[i]), { weekday: table.precision !== 'month' }), r[id].label],
        }
      },
    }
  }
  // the earlier ones below, so that a ring does not hide what is new
  return [layer('b'), layer('a')].filter((l) => l.kind === 'points' && l.positions.length > 0)
}

const HOURS = Array.from({ length: 24 }, (_, h) => showHour(h).slice(0, 2))
const WEEKDAYS = Array.from({ length: 7 }, (_, d) => weekdayName(d))

function spreadWords({ test, why }: SpreadRow): string {
  if (!test) return why ?? ''
  const said = testWords(test)
  return `${showNumber(test.nA)} and ${showNumber(test.nB)} incidents of known time; ${said}`
}

const testWords = (t: SpreadTest) =>
  Number.isNaN(t.p)
    ? 'too few to test'
    : `${t.p <= 0.05 ? 'differently spread' : 'no clear difference'}, ${sayP(t.p)}${t.shuffles ? `, ${showNumber(t.shuffles)} shuffles${t.nights ? ' of whole nights' : ''}` : ''}`

function figuresOf(r: CompareResult): (Figure & { readonly value: string })[] {
  const { all } = r
  const per = { day: 'day', home: 'home', beat: 'incident count' }[r.per]
  const out: ReturnType<typeof figuresOf> = [
    { value: showNumber(all.a), label: r.a.short, note: `${r.beat ? `${r.beat}, ` : ''}${sideNote(r, 'a')}` },
    { value: showNumber(all.b), label: r.b.short, note: `${r.beat ? `${r.beat}, ` : ''}${sideNote(r, 'b')}` },
  ]
  const { ratio, p } = all.test
  const range = (show: (v: number) => string) => `${interval(all.test, show)}; ${sayP(p)}`
  if (r.mode === 'beats')
    out.push({ value: showRatio(ratio), label: `ratio by ${per}`, note: range(showRatio) })
  else
    out.push({
      value: Number.isFinite(ratio) ? showChange(ratio) : '–',
      label: r.mode === 'rest' ? 'against the other beats' : 'change',
      note:
        r.mode === 'rest'
          ? `they had ${showNumber(all.restA!)} and ${showNumber(all.restB!)}; ${range(showChange)}`
          : range(all.b === 0 ? showRatio : showChange),
    })
  return out
}

const sideNote = (r: CompareResult, id: 'a' | 'b') =>
  r.mode === 'beats'
    ? `${r[id].label}, ${r.period}${r.per === 'home' ? `; ${countOf(r[id].exposure, 'home')}` : ''}`
    : r[id].label

/** Repeats and the middle, where they are known. */
function besideOf({ repeats, centres, ...r }: CompareResult): Figure[] {
  const out: Figure[] = []
  if (repeats)
    for (const id of ['a', 'b'] as const) {
      const n = id === 'a' ? repeats.nA : repeats.nB
      const [low, high] = id === 'a' ? repeats.intervalA : repeats.intervalB
      out.push({
        value: showShare(repeats[id] / n),
        label: `repeats, ${r[id].short}`,
        note: `${showNumber(repeats[id])} of ${showNumber(n)}; 95% ${showNumber(100 * low)} to ${showNumber(100 * high)}%${id === 'b' ? `; both ${sayP(repeats.p)}` : ''}`,
      })
    }
  if (centres)
    out.push({
      value: showNumber(centres.apart),
      unit: 'm',
      label: `the middle moved ${centres.towards}`,
      note: `chance alone moves it about ${showNumber(centres.byChance)} m; a middle can lie where nothing happened`,
    })
  return out
}

function Panel({ result: r }: View) {
  const shown = (r.kinds.length > 1 ? [...r.kinds, r.all] : r.kinds).filter((k) => !Number.isNaN(k.test.p))
  const out = r.standsOut
  const beside = besideOf(r)
  const what = r.mode === 'rest' ? 'change of the beat ÷ change of the others' : `${r.a.short} ÷ ${r.b.short}`
  return (
    <>
      <Figures figures={figuresOf(r)} />
      <Intervals
        title="Ratio by kind of crime"
        sentence={`${what}; ${out.length ? `${showNumber(out.length)} of ${showNumber(r.kinds.length)} differ after adjusting` : r.kinds.some((k) => k.swing) ? 'none differs after adjusting for the number of kinds' : 'none is judged'}`}
        items={shown.map((k) => ({
          key: k.offence,
          label: k.label,
          value: k.test.ratio,
          lower: k.test.low,
          upper: k.test.high,
        }))}
        none={1}
        log
        within={[1 / 12, 12]}
        intervalLabel="95%"
      />
      {r.hours && (
        <Pairs
          title="Hours"
          sentence={spreadWords(r.hours)}
          names={HOURS}
          a={r.hours.a}
          b={r.hours.b}
          labelA={r.a.short}
          labelB={r.b.short}
          every={3}
        />
      )}
      {r.weekdays && (
        <Pairs
          title="Weekdays"
          sentence={spreadWords(r.weekdays)}
          names={WEEKDAYS}
          a={r.weekdays.a}
          b={r.weekdays.b}
          labelA={r.a.short}
          labelB={r.b.short}
        />
      )}
      {beside.length > 0 && <Figures figures={beside} />}
      {r.kinds.length > 1 && (
        <Disclosure title="Each kind in words">
          <ul>
            {r.kinds.map((k) => (
              <li key={k.offence}>{kindWords(k, r)}.</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, CompareResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
  brief: ({ result }) => ({
    says: result.standsOut.map((k) => `${kindWords(k, result)}.`),
    figures: figuresOf(result),
  }),
}
