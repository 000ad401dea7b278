/** Contents page of the calibration table. Adding lines = one file and one line here. */
import { backtestLines } from './backtest.ts'
import { cocoonLines } from './cocoons.ts'
import { countLines } from './counts.ts'
import { densityLines } from './density.ts'
import { fairnessLines } from './fairness.ts'
import { gistarLines } from './gistar.ts'
import { homesLines } from './homes.ts'
import { hourLines } from './hours.ts'
import { interruptedLines } from './interrupted.ts'
import { knoxLines } from './knox.ts'
import { sentenceLines } from './knoxSentences.ts'
import { qualityLines } from './quality.ts'
import { scoreLines } from './scores.ts'
import { seriesLines } from './series.ts'
import { togetherLines } from './together.ts'
import type { Line } from './line.ts'

export const LINES: readonly Line[] = [
  ...densityLines,
  ...gistarLines,
  ...knoxLines,
  ...sentenceLines,
  ...countLines,
  ...homesLines,
  ...seriesLines,
  ...scoreLines,
  ...qualityLines,
  ...hourLines,
  ...cocoonLines,
  ...interruptedLines,
  ...togetherLines,
  ...backtestLines,
  ...fairnessLines,
]
