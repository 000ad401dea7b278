/** Made-up figures for the gallery, the same on every run. */
import { randomLcg, randomNormal, randomPoisson } from 'd3'
import type { TimelineData } from '../../../src/charts/index.ts'
import { parseIsoDay, showDay } from '../../../src/core/base/time.ts'
import type { TableModel } from '../../../src/ui/index.ts'

const rng = randomLcg(0.42)
const poisson = randomPoisson.source(rng)

const WEEKS = 104
const firstWeek = parseIsoDay('2024-11-25')
const expected = Array.from({ length: WEEKS }, (_, i) => 21 + 7 * Math.cos((2 * Math.PI * (i + 2)) / 52))

export const weeks: TimelineData = {
  step: 'week',
  starts: expected.map((_, i) => firstWeek + 7 * i),
  end: firstWeek + 7 * WEEKS,
  counts: expected.map((e, i) => poisson(i === 99 || i === 60 ? e * 1.9 : e)()),
  expected,
  lower: expected.map((e) => Math.max(0, e - 1.96 * Math.sqrt(e))),
  upper: expected.map((e) => e + 1.96 * Math.sqrt(e)),
  partial: true,
}

const monthDays = Array.from({ length: 132 }, (_, i) => Date.UTC(2014, i, 1) / 86_400_000)
export const months: TimelineData = {
  step: 'month',
  starts: monthDays.slice(0, -1),
  end: monthDays[131],
  counts: monthDays
    .slice(1)
    .map((_, i) => poisson(120 + 20 * Math.sin(i / 6) - (i > 74 && i < 90 ? 55 : 0))()),
}

const peak = (d: number, h: number) =>
  0.6 +
  5 * Math.exp(-(((h - 19) / 3) ** 2)) * (d > 3 ? 1.5 : 1) +
  (d < 5 ? 2.2 * Math.exp(-(((h - 11) / 3) ** 2)) : 0)
export const hours = Float64Array.from({ length: 168 }, (_, i) => {
  const mean = peak(Math.floor(i / 24), i % 24) * 4
  return Math.max(0, randomNormal.source(rng)(mean, Math.sqrt(mean))())
})

export const areas = Float64Array.from({ length: 2400 }, () =>
  poisson(Math.exp(randomNormal.source(rng)(-0.4, 1.2)()))(),
)
export const days = Array.from({ length: 400 }, (_, i) => poisson(3 + 2 * Math.sin(i / 58))())

const STREETS = [
  'Harrow Lane',
  'Quarry Terrace',
  'St Anne’s Close',
  'Mill Rise',
  'Cooper’s Way',
  'The Butts',
  'Ferry Road',
]
const last = parseIsoDay('2026-11-22')
export const rounds: TableModel = {
  caption: 'Rounds to walk, the most urgent first',
  n: 5,
  key: (i) => STREETS[i],
  columns: [
    { key: 'tier', label: 'Tier', kind: 'tier', value: (i) => 'AABBC'[i] },
    {
      key: 'round',
      label: 'Round',
      kind: 'text',
      value: (i) => STREETS[i],
      detail: (i) =>
        [
          'burglary 21 Nov, evening, repeat home',
          '2 burglaries, 120 m apart',
          'daytime',
          '3 flats in one building',
          'attempted',
        ][i],
    },
    { key: 'homes', label: 'Homes', kind: 'number', value: (i) => [18, 16, 9, 11, 7][i] },
    {
      key: 'walk',
      label: 'Walk',
      unit: 'km',
      kind: 'number',
      digits: 1,
      value: (i) => [0.9, 0.7, 0.4, 0.5, 0.4][i],
    },
    {
      key: 'due',
      label: 'Due',
      kind: 'date',
      value: (i) => last + [0, 0, 1, 1, 2][i],
      show: (i) => showDay(last + [0, 0, 1, 1, 2][i], { year: false }),
    },
  ],
}

/** 100,000 incidents without an object for any of them. */
export const many: TableModel = {
  caption: 'Incidents, the latest first',
  n: 100_000,
  key: String,
  columns: [
    {
      key: 'ref',
      label: 'Crime number',
      kind: 'text',
      value: (i) => `06C3/${100_000 + ((i * 7919) % 100_000)}/26`,
    },
    {
      key: 'offence',
      label: 'Offence',
      kind: 'text',
      value: (i) => ['Burglary, residential', 'Theft from a vehicle', 'Theft of a vehicle'][i % 3],
    },
    {
      key: 'address',
      label: 'Address',
      kind: 'text',
      value: (i) => `${1 + ((i * 31) % 180)} ${STREETS[(i * 13) % 7]}`,
    },
    {
      key: 'from',
      label: 'From',
      kind: 'date',
      value: (i) => last - (i % 730),
      show: (i) => showDay(last - (i % 730)),
    },
    {
      key: 'window',
      label: 'Window',
      unit: 'h',
      kind: 'number',
      digits: 1,
      value: (i) => (i % 11 ? ((i * 37) % 240) / 10 : null),
    },
    { key: 'near', label: 'Nearest', unit: 'm', kind: 'number', digits: 0, value: (i) => (i * 7919) % 4000 },
    { key: 'tier', label: 'Tier', kind: 'tier', value: (i) => 'ABC'[(i * 5) % 3] },
  ],
}

const RATIO = [
  [18.2, 6.1, 2.9, 1.7, 1.2, 1.0],
  [2.41, 1.83, 1.4, 1.22, 1.06, 0.98],
  [1.62, 1.41, 1.19, 1.08, 1.01, 0.97],
  [1.31, 1.18, 1.09, 1.02, 0.99, 1.01],
  [1.12, 1.06, 1.01, 1.0, 0.98, 1.02],
]
export const knox = {
  rows: ['same place', '0–100', '100–200', '200–300', '300–400'],
  columns: ['0–7', '7–14', '14–21', '21–28', '28–35', '35–42'],
  cell: (r: number, c: number) => {
    const ratio = RATIO[r][c]
    const p = ratio > 1.35 ? 0.001 : ratio > 1.15 ? 0.012 : ratio > 1.05 ? 0.08 : 0.51
    return {
      text: ratio.toFixed(2),
      value: ratio,
      tint: p < 0.05 ? Math.min(1, Math.log(ratio) / Math.log(6)) : undefined,
      mark: p <= 0.001 ? '**' : p < 0.05 ? '*' : '',
      lines: [
        `Observed ${Math.round(ratio * 40)} pairs, expected 40.0: ${ratio.toFixed(2)} times, p = ${p}.`,
        `A home ${knox.rows[r]} m away was hit ${knox.columns[c]} days later that much more often than chance.`,
      ],
    }
  },
}
