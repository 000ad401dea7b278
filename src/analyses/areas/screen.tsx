/** Areas and rates on the screen: the answer, the funnel, the shaded map. */
import { Funnel, type FunnelPoint } from '../../charts/index.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import type { AreasLayer, Ink, LayerSpec } from '../../map/kit.ts'
import { type Figure, Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import {
  type AreaRow,
  type AreasResult,
  countedWords,
  isAbove,
  rangeWords,
  isBelow,
  showRate,
  VERDICT,
} from './result.ts'
import { breaksOf, classTexts, shadeOf, shownOf } from './shades.ts'
import { type View, many, title, hasRates, ofAreas, WORDS } from './words.ts'

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
            `${showRate(a.rate)} per 1,000 homes (95% ${showRate(a.low)} to ${showRate(a.high)})`,
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
        ...(Number.isFinite(value) ? { shade: shadeOf(shownOf(value, measure.digits), breaks) } : {}),
        ...(a.at ? { labelAt: a.at } : {}),
        letter: `${Number.isFinite(value) ? showNumber(value, measure.digits) : showNumber(a.n)}${signOf(a)}`,
      }
    }),
    classes: [
      ...classTexts(
        breaks,
        measure.digits,
        drawn.map(({ a }) => measure.of(a)),
      )
        .map((label, shade) => ({ ink: 'outline' as const, label, shade }))
        .reverse(),
      ...(drawn.some(({ a }) => isAbove(a))
        ? [{ ink: 'tierA' as const, letter: '▲', label: `above ${rangeWords(r)}` }]
        : []),
      ...(drawn.some(({ a }) => isBelow(a))
        ? [{ ink: 'cold' as const, letter: '▼', label: `below ${rangeWords(r)}` }]
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
          drawing: true,
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
          note: `${countOf(r.homes, 'home')}, from ${r.homesFrom}`,
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
          sentence={`${showNumber(outside.length)} of ${ofAreas(r, judged.length)} outside the 95% limits of ${rangeWords(r)}; if nothing else were at work about ${showNumber(Math.max(1, Math.round(judged.length / 20)))}`}
          points={points}
          limits={r.funnel.map((l) => ({
            size: l.homes,
            inner: [l.low95, l.high95],
            outer: [l.low998, l.high998],
          }))}
          mean={r.rate}
          sizeLabel="homes"
          rateLabel="per 1,000 homes"
          innerLabel="95%"
          outerLabel="99.8%"
        />
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, AreasResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
  brief: ({ result }) => ({ figures: figuresOf(result) }),
}
