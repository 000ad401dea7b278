/**
 * Contents page of the terminal. Every method has a command by itself; one with a shape of its own, or that is no
 * method, is one file and one line here.
 */
import type { Command } from './command.ts'
import { withMethods } from './method.ts'
import { backtest } from './commands/backtest.ts'
import { check } from './commands/check.ts'
import { classify } from './commands/classify.ts'
import { dbscan } from './commands/dbscan.ts'
import { delivery } from './commands/delivery.ts'
import { evaluate } from './commands/evaluate.ts'
import { gistar } from './commands/gistar.ts'
import { kde } from './commands/kde.ts'
import { knox } from './commands/knox.ts'
import { list } from './commands/list.ts'
import { money } from './commands/money.ts'
import { presence } from './commands/presence.ts'
import { quality } from './commands/quality.ts'
import { sample } from './commands/sample.ts'
import { score } from './commands/score.ts'
import { sql } from './commands/sql.ts'
import { zones } from './commands/zones.ts'

const SHAPED: readonly Command[] = [
  check,
  knox,
  classify,
  kde,
  gistar,
  dbscan,
  zones,
  backtest,
  list,
  delivery,
  evaluate,
  money,
  presence,
  quality,
  sample,
  score,
  sql,
]

export const COMMANDS: readonly Command[] = withMethods(SHAPED)
