/** The monthly return of a plan as a file. */
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { minutesIn, staysIn } from '../../core/geometry/tracks.ts'
import { inArea } from '../../core/geometry/area.ts'
import { labelPoint } from '../../core/geometry/whichArea.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { lastTold } from '../../core/table/span.ts'
import { pointsOf } from '../../core/evaluation/judgePlan.ts'
import type { PlanAnswer } from '../../core/evaluation/planAnswer.ts'
import { monthlyReturn, type ReturnPlace } from '../../core/evaluation/monthlyReturn.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { asAt } from '../../state/derived.ts'
import { flagOf } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import { saveFile } from '../../ui/index.ts'
import { SILENCE } from './delivered.ts'

/** The text, from what is loaded. */
export function returnText(plan: PlanRecord, answer: PlanAnswer | undefined): string {
  const s = useStore.getState()
  const { table } = s.incidents!
  const plane = planeOf(table.crs)
  const areas = plan.places.map((p) => areaOnPlane(p.name, p.shape, plane))
  const tracks = s.tracks.flatMap((t) => t.tracks)
  const { stays } = staysIn(
    tracks,
    areas.map((a) => ({ kind: 'rings' as const, rings: a.polygons.flat() })),
    plane,
    SILENCE,
  )
  const matched = answer?.kind === 'judged' && plan.comparison.length === 0 ? answer.result.matched : []
  const places = areas.map((area, k): ReturnPlace => {
    const mine = matched.filter((m) => m.area === k)
    return {
      name: area.name,
      at: labelPoint(area) ?? [NaN, NaN],
      has: (x, y) => inArea(area, x, y),
      ...(mine.length > 0 && {
        compared: (x, y) =>
          mine.some((m) => Math.abs(x - m.x) < m.side / 2 && Math.abs(y - m.y) < m.side / 2),
      }),
      ...(tracks.length > 0 && {
        minutes: (from, to) => minutesIn(stays, k, from * MINUTES_PER_DAY, to * MINUTES_PER_DAY),
      }),
    }
  })
  const last = lastTold(table.span, asAt(s).day)
  return monthlyReturn(plan, places, pointsOf(table, plan.offences, last), { last, plane: table.crs })
}

/** Saves it, once it is known who and why. */
export async function saveReturn(plan: PlanRecord, answer: PlanAnswer | undefined): Promise<void> {
  if (!(await accountFor('export', `monthly return of plan ${flagOf(plan)}`))) return
  saveFile(`${flagOf(plan)}-monthly-return.csv`, returnText(plan, answer), 'text/csv;charset=utf-8')
}
