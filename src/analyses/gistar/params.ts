/** Gi*: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'

export const SCHEMA = schema({
  shape: {
    type: 'choice',
    label: 'Cells',
    help: 'Squares match grids used elsewhere; hexagons have neighbours at one distance only.',
    default: 'square',
    options: [
      { value: 'square', label: 'Squares' },
      { value: 'hex', label: 'Hexagons' },
    ],
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: 'Side of a square, or distance between the flat sides of a hexagon. 150 m is the size of the hotspots in UK patrol trials.',
    unit: 'm',
    default: 150,
    min: 20,
    max: 10_000,
    step: 10,
  },
  per: {
    type: 'choice',
    label: 'Test',
    help: 'Counts of incidents, or rates per home, which need an address file: then a place with many homes is not hot for having them.',
    default: 'cells',
    options: [
      { value: 'cells', label: 'Counts' },
      { value: 'homes', label: 'Rates per home' },
    ],
  },
  neighbours: {
    type: 'choice',
    label: 'Neighbours',
    help: 'The cells that touch a cell, or all whose centres lie within a distance.',
    default: 'touching',
    options: [
      { value: 'touching', label: 'Touching cells' },
      { value: 'distance', label: 'Within a distance' },
    ],
    advanced: true,
  },
  level: {
    type: 'number',
    label: 'False finds accepted',
    help: 'Share of the cells called hot or cold that may be so by chance, after correction for the number of cells (Benjamini–Hochberg).',
    unit: '%',
    default: 5,
    min: 0.1,
    max: 50,
    step: 0.1,
    advanced: true,
  },
  distance: {
    type: 'number',
    label: 'Distance band',
    help: 'Used when neighbours are taken within a distance, which is included.',
    unit: 'm',
    default: 400,
    min: 20,
    max: 20_000,
    step: 10,
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'gistar',
  title: 'Cells',
  schema: SCHEMA,
  reads: ['x', 'y', 'from', 'flags', 'beat', 'street', 'unplaced'],
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  needs: ['homes'],
  needsWhen: { homes: { per: ['homes'] } },
  about: {
    what: 'Counts incidents in cells and asks of each cell and its neighbours whether they hold more, or fewer, than as many cells drawn anywhere would. p counts all such draws, so it holds where most cells are empty. Corrected for the number of cells looked at.',
    assumes: [
      'Without hotspots any count could stand in any cell. For rates per home: any incident could have hit any home.',
      'Every cell inside the study area could have had an incident. Water and fields inside it make the towns look hotter.',
      'Positive dependence between neighbouring cells, under which the Benjamini–Hochberg correction holds.',
    ],
    notWhen: [
      'One address or one cell is the whole story: a lone cell cannot be hot by this test. Look at Density and Repeat places.',
      'Fewer than about 30 cells.',
      'The cells are far smaller than the precision of the coordinates.',
    ],
    references: [
      'Ord & Getis (1995), Local spatial autocorrelation statistics, Geographical Analysis 27',
      'Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57',
    ],
  },
}
