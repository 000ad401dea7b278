/**
 * How a length is told to a person: metres and kilometres, or yards and miles. Only words: parameters, thresholds and
 * every calculation stay in metres and say so. Which way is the user's choice, and travels as a parameter.
 */
import { showNumber } from './words.ts'

/** The two ways. */
export type Units = 'metric' | 'imperial'

/** By definition of the international yard. */
export const METRES_PER_YARD = 0.9144
export const METRES_PER_MILE = 1609.344

const round = (value: number, to: number) => showNumber(Math.round(value / to) * to)

/**
 * A way that is walked or driven: "340 m", "0.9 km"; "370 yards", "0.6 miles". Tens below 950 m (a mile's tenth
 * from half a mile on), because nobody walks to the metre.
 */
export function showWay(metres: number, units: Units = 'metric'): string {
  if (units === 'metric') return metres < 950 ? `${round(metres, 10)} m` : `${(metres / 1000).toFixed(1)} km`
  const miles = metres / METRES_PER_MILE
  return miles < 0.5 ? `${round(metres / METRES_PER_YARD, 10)} yards` : `${miles.toFixed(1)} miles`
}

/** A short distance that is pointed out: "12 m", "13 yards"; never nothing at all. */
export const showNear = (metres: number, units: Units = 'metric'): string =>
  units === 'metric'
    ? `${showNumber(Math.max(1, Math.round(metres)))} m`
    : `${showNumber(Math.max(1, Math.round(metres / METRES_PER_YARD)))} yards`

/** The radius of a circle under the hand that draws it: "250 m", "1.25 km"; "270 yards", "0.78 miles". */
export function showRadius(metres: number, units: Units = 'metric'): string {
  if (units === 'metric') return metres < 1000 ? showNear(metres, units) : `${(metres / 1000).toFixed(2)} km`
  const miles = metres / METRES_PER_MILE
  return miles < 0.5 ? showNear(metres, units) : `${miles.toFixed(2)} miles`
}

/** The unit of long ways in the head of a column, and how many metres it is. */
export const wayUnit = (units: Units = 'metric'): { readonly unit: string; readonly metres: number } =>
  units === 'metric' ? { unit: 'km', metres: 1000 } : { unit: 'miles', metres: METRES_PER_MILE }

/** A round length for a scale bar of at most `most` metres: its metres and its words. */
export function scaleStep(
  most: number,
  units: Units = 'metric',
): { readonly metres: number; readonly label: string } {
  const yards = most / METRES_PER_YARD
  const [unit, value, name] =
    units === 'metric'
      ? most >= 1000
        ? [1000, most / 1000, 'km']
        : [1, most, 'm']
      : most >= METRES_PER_MILE
        ? [METRES_PER_MILE, most / METRES_PER_MILE, 'mile']
        : [METRES_PER_YARD, yards, 'yards']
  const ten = 10 ** Math.floor(Math.log10(value))
  const steps = [5, 2, 1].map((k) => k * ten)
  const step = steps.find((k) => k <= value) ?? ten
  return { metres: step * unit, label: `${step} ${name === 'mile' && step !== 1 ? 'miles' : name}` }
}
