/** Areas and rates on the screen: the answer, the funnel, the shaded map. */
import { Funnel, type FunnelPoint } from '../../charts/index.ts'
import type { Values } from '../../core/base/params.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { AreasLayer, Ink, LayerSpec } from '../../map/kit.ts'
import { type Figure, figureColumns, Figures, type TableModel } from '../../ui/index.ts'
import type { ResultView, Screen } from '../contract.ts'
import { META, type SCHEMA } from './params.ts'
import {
  type AreaRow,
  type AreasResult,
  countedWords,
  isAbove,
  isBelow,
  showP,
  showRate,
  VERDICT,
} from './result.ts'
import { breaksOf, classTexts, shadeOf } from './shades.ts'

type View = ResultView<Values<typeof SCHEMA>, AreasResult>

const many = (r: AreasResult) => (r.of === 'burglary' ? 'burglaries' : 'incidents')
const title = (r: AreasResult) => (r.of === 'burglary' ? 'Burglaries' : 'Incidents')

const hasRates = (r: AreasResult) => r.areas.some((a) => a.verdict !== 'none')

function answer({ result: r }: View): string {
  if (!hasRates(r)) {
    const [most] = r.areas
    return `${most.name} has the most: ${showNumber(most.n)} of ${countedWords(r, r.n)}; without homes there are no rates.`
  }
  const judged = r.areas.filter((a) => a.verdict !== 'none')
  const [up, down] = [judged.filter(isAbove), judged.filter(isBelow)]
  const whole = `${showRate(r.rate)} of all areas together`
  if (up.length + down.length === 0)
    return `None of ${ofAreas(r, judged.length)} lies outside the range expected by chance around ${whole} per 1,000 homes.`
  const worst = up[0]
  const first = worst
    ? `: ${worst.name} furthest, ${showRate(worst.rate)} ${many(r)} per 1,000 homes against ${whole}`
    : ''
  return `${showNumber(up.length)} of ${ofAreas(r, judged.length)} ${up.length === 1 ? 'lies' : 'lie'} above the range expected by chance${first}${down.length ? `; ${showNumber(down.length)} below` : ''}.`
}

/** "8 beats", "1 area". */
const ofAreas = (r: AreasResult, n: number) => countOf(n, r.words.replace(/s$/, ''), r.words)

/** What a class of the map is of: the rate, else incidents per km², else the count. */
const measureOf = (r: AreasResult) =>
  hasRates(r)
    ? { label: `${title(r)} per 1,000 homes`, of: (a: AreaRow) => a.rate, digits: 1 }
    : r.areas.some((a) => a.km2 > 0)
      ? { label: `${title(r)} per km²`, of: (a: AreaRow) => a.n / a.km2, digits: 1 }
      : { label: title(r), of: (a: AreaRow) => a.n, digits: 0 }

const inkOf = (a: AreaRow): Ink => (isAbove(a) ? 'tierA' : isBelow(a) ? 'cold' : 'outline')
const signOf = (a: AreaRow) => (isAbove(a) || isBelow(a) ? ` ${VERDICT[a.verdict].symbol}` : '')

function tipOf(r: AreasResult, a: AreaRow) {
  return {
    title: a.name,
    lines: [
      `${countedWords(r, a.n)}${a.homes > 0 ? `, ${countOf(a.homes, 'home')}` : ''}${a.km2 > 0 ? `, ${showNumber(a.n / a.km2, 1)} per km²` : ''}`,
      ...(a.verdict === 'none'
        ? []
        : [
            `${showRate(a.rate)} per 1,000 homes (95 % ${showRate(a.low)} to ${showRate(a.high)})`,
            `${showRate(a.expected)} expected at the rate of all: ${VERDICT[a.verdict].word}${a.unsteady ? ', unsteady' : ''}`,
          ]),
    ],
  }
}

function layers({ result: r }: View): LayerSpec[] {
  const measure = measureOf(r)
  const drawn = r.areas.flatMap((a, k) => (a.geometry ? [{ a, k }] : []))
  const tip = (i: number) => drawn[i] && tipOf(r, drawn[i].a)
  // beats without a boundary have a place and no shape
  if (drawn.length === 0) {
    const placed = r.areas.filter((a) => a.at)
    return [
      {
        kind: 'labels',
        id: 'areas',
        label: `${title(r)}, ${r.words}`,
        boxed: false,
        labels: placed.map((a) => ({ at: a.at!, text: `${a.name} ${showNumber(a.n)}`, ink: 'tierA' })),
        tip: (i) => placed[i] && tipOf(r, placed[i]),
      },
    ]
  }
  const breaks = breaksOf(
    drawn.flatMap(({ a }) => (a.unsteady ? [] : [measure.of(a)])),
    measure.digits,
  )
  const steps = breaks.length + 1
  const shades: AreasLayer = {
    kind: 'areas',
    id: 'areas',
    label: measure.label,
    fill: true,
    ramp: { name: 'density', steps },
    areas: drawn.map(({ a }) => {
      const value = measure.of(a)
      return {
        geometry: a.geometry!,
        ink: inkOf(a),
        ...(Number.isFinite(value) ? { shade: shadeOf(value, breaks) } : {}),
        ...(a.at ? { labelAt: a.at } : {}),
        letter: `${Number.isFinite(value) ? showNumber(value, measure.digits) : showNumber(a.n)}${signOf(a)}`,
      }
    }),
    classes: [
      ...classTexts(breaks, measure.digits)
        .map((label, shade) => ({ ink: 'outline' as const, label, shade }))
        .reverse(),
      ...(drawn.some(({ a }) => isAbove(a))
        ? [{ ink: 'tierA' as const, letter: '▲', label: 'above the range expected by chance' }]
        : []),
      ...(drawn.some(({ a }) => isBelow(a))
        ? [{ ink: 'cold' as const, letter: '▼', label: 'below the range expected by chance' }]
        : []),
    ],
    tip,
  }
  const hatch = drawn.flatMap(({ a }) => a.hatch ?? [])
  return hatch.length === 0
    ? [shades]
    : [
        shades,
        {
          kind: 'lines',
          id: 'unsteady',
          label: 'Unsteady: fewer than 5 incidents or 100 homes',
          ink: 'muted',
          width: 1,
          dashed: true,
          lines: hatch,
        },
      ]
}

/** What was counted, in what, and the rate of all. */
const figuresOf = (r: AreasResult): (Figure & { readonly value: string })[] => [
  {
    value: showNumber(r.n),
    label: many(r),
    note: `${r.period}; ${showNumber(r.nowhere)} in no area`,
  },
  {
    value: showNumber(r.areas.length),
    label: r.words,
    note: r.set ? 'loaded boundaries' : 'by the beat column',
  },
  ...(hasRates(r)
    ? [
        {
          value: showRate(r.rate),
          label: 'per 1,000 homes',
          note: `${showNumber(r.homes)} homes, from ${r.homesFrom}`,
        },
      ]
    : []),
]

function Panel({ result: r }: View) {
  const judged = r.areas.filter((a) => a.verdict !== 'none')
  const outside = judged.filter((a) => isAbove(a) || isBelow(a))
  const points = judged.map((a, k): FunnelPoint => {
    const side = isAbove(a) ? 'above' : isBelow(a) ? 'below' : undefined
    return {
      key: `${k} ${a.name}`,
      label: a.name,
      size: a.homes,
      rate: a.rate,
      ...(side ? { side } : {}),
      ...(a.unsteady ? { hollow: true } : {}),
      word: VERDICT[a.verdict].word,
    }
  })
  return (
    <>
      <Figures figures={figuresOf(r)} />
      {r.funnel.length > 0 && (
        <Funnel
          title="Rate by number of homes"
          sentence={`${showNumber(outside.length)} of ${ofAreas(r, judged.length)} outside the 95 % limits; by chance alone about ${showNumber(Math.max(1, Math.round(judged.length / 20)))}`}
          points={points}
          limits={r.funnel.map((l) => ({
            size: l.homes,
            inner: [l.low95, l.high95],
            outer: [l.low998, l.high998],
          }))}
          mean={r.rate}
          sizeLabel="homes"
          rateLabel="per 1,000 homes"
          innerLabel="95 %"
          outerLabel="99.8 %"
        />
      )}
    </>
  )
}

/** A row for each area, in the order of the result. */
export function listOf({ result: r }: View): TableModel {
  const { areas } = r
  const rates = hasRates(r)
  const number = figureColumns(areas)
  const chance = (key: string, label: string, of: (a: AreaRow) => number) => ({
    ...number(key, label, 4, of),
    show: (i: number) => (Number.isNaN(of(areas[i])) ? '' : showP(of(areas[i]))),
  })
  return {
    caption: rates
      ? `${title(r)} by ${r.words.replace(/s$/, '')}, furthest above the expected first`
      : `${title(r)} by ${r.words.replace(/s$/, '')}, most first`,
    n: areas.length,
    key: (i) => `${i} ${areas[i].name}`,
    at: (i) => areas[i].at,
    columns: [
      { key: 'name', label: 'Area', kind: 'text', value: (i) => areas[i].name },
      number('n', title(r), 0, (a) => a.n),
      {
        key: 'share',
        label: 'Share',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => (100 * areas[i].n) / r.n,
        show: (i) => showShare(areas[i].n / r.n).replace(/\u00a0%/, ''),
      },
      ...(areas.some((a) => a.km2 > 0) ? [number('km2', 'Density', 1, (a) => a.n / a.km2, 'per km²')] : []),
      ...(rates
        ? [
            number('homes', 'Homes', 0, (a) => a.homes),
            {
              ...number('rate', 'Rate', 1, (a) => a.rate, 'per 1,000 homes'),
              show: (i: number) =>
                areas[i].verdict === 'none'
                  ? ''
                  : `${showNumber(areas[i].rate, 1)}${areas[i].unsteady ? ' ~' : ''}`,
            },
            number('low', 'From', 1, (a) => a.low, '95 %'),
            number('high', 'To', 1, (a) => a.high, '95 %'),
            number('expected', 'Expected', 1, (a) => a.expected),
            number('ratio', 'Ratio', 2, (a) => a.ratio),
            {
              key: 'verdict',
              label: 'Against chance',
              kind: 'text' as const,
              value: (i: number) =>
                `${VERDICT[areas[i].verdict].word}${areas[i].unsteady ? ', unsteady' : ''}`,
              show: (i: number) =>
                `${VERDICT[areas[i].verdict].symbol} ${VERDICT[areas[i].verdict].word}${areas[i].unsteady ? ', unsteady' : ''}`,
            },
            chance('p', 'p', (a) => a.p),
            chance('q', 'Adjusted p', (a) => a.q),
          ]
        : []),
    ],
  }
}

export const SCREEN: Screen<typeof SCHEMA, AreasResult> = {
  ...META,
  group: 'where',
  tab: 'Areas',
  icon: 'polygon',
  onMap: true,
  answer,
  layers,
  Panel,
  list: listOf,
  brief: ({ result }) => ({ figures: figuresOf(result) }),
}
