/** Weights fitted to a force's own closed cases, where there are enough of them. */
import { countOf } from '../../base/words.ts'
import type { Cases } from './cases.ts'
import { type Auc, aucOf, type Calibration, calibrationOf, forecast } from './discrimination.ts'
import { fitLogistic } from './logistic.ts'
import { factorColumn, type Made } from './score.ts'
import type { Sheet } from './sheet.ts'

/** Fewest solved cases to fit weights from, and fewest for each factor. */
const FIT_FROM = { solved: 100, perFactor: 10 } as const

/** A fit of the sheet's factors to closed cases, or why there is none. */
export type Fit =
  | { readonly refused: string }
  | {
      readonly coef: readonly {
        readonly factor: string
        readonly coef: number
        readonly se: number
        readonly points: number
      }[]
      readonly intercept: number
      readonly auc: Auc
      readonly calibration: Calibration
      readonly n: number
      readonly solved: number
    }

/** Fits the factors to the early cases and tries them on the later ones. `ends`: 1 = solved, by row. */
export function fitSheet(
  cases: Cases,
  sheet: Sheet,
  [early, late]: readonly (readonly number[])[],
  ends: Uint8Array,
  made: Made,
): Fit {
  const solved = early.reduce((sum, i) => sum + (ends[i] === 1 ? 1 : 0), 0)
  const needed = Math.max(FIT_FROM.solved, FIT_FROM.perFactor * sheet.factors.length)
  if (solved < needed)
    return {
      refused: `${countOf(solved, 'solved case')} among the earlier ones: weights are fitted only from ${FIT_FROM.solved}, and ${FIT_FROM.perFactor} for each of ${countOf(sheet.factors.length, 'factor')}, so ${needed}. Take a longer period or fewer factors.`,
    }
  const columns = sheet.factors.map((f) => factorColumn(cases, f, made).codes)
  const of = (list: readonly number[]) =>
    columns.map((c) => Float64Array.from(list, (i) => (c[i] === 1 ? 1 : 0)))
  const y = (list: readonly number[]) => Uint8Array.from(list, (i) => ends[i])
  const { coef, se, converged } = fitLogistic(y(early), of(early))
  if (!converged)
    return {
      refused:
        'The fit does not settle: a factor tells solved from unsolved without fail, or two say the same. Take one of them out.',
    }
  const chance = forecast(coef, of(late), late.length)
  const slopes = [...coef].slice(1)
  const least = Math.min(...slopes.map(Math.abs).filter((c) => c > 1e-9))
  return {
    coef: sheet.factors.map((f, k) => ({
      factor: f.factor,
      coef: slopes[k],
      se: se[k + 1],
      points: Math.round((slopes[k] / least) * 5),
    })),
    intercept: coef[0],
    auc: aucOf(chance, y(late)),
    calibration: calibrationOf(chance, y(late), solved / early.length),
    n: early.length,
    solved,
  }
}
