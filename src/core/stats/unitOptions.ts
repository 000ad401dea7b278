/** Options of a choice parameter for units. */
export const UNIT_OPTIONS = [
  { value: 'square', label: 'Square cells' },
  { value: 'hex', label: 'Hexagons' },
  { value: 'beat', label: 'Beats' },
  { value: 'street', label: 'Streets' },
] as const
