/** A plan on paper, once it is known who prints it and why. */
import { showNumber } from '../../core/base/words.ts'
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { ringWords } from '../../core/evaluation/areasWords.ts'
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { PlanSheet } from '../../print/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { markingNow } from '../../desk/leaving/marking.ts'
import { boundsOf, credit, picture, print, printedAt, sourceWords } from '../../desk/leaving/paper.ts'
import { many } from '../../desk/words.ts'
import { flagOf } from '../../state/plans.ts'
import { useSettings } from '../../state/settings.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'
import { RING } from '../../state/planRuns.ts'
import { comparisonPlaces, planLayers, ringOf } from './layers.ts'
import { MONEY_LIMIT } from '../../core/evaluation/moneyWords.ts'
import { clauseOf, moneyLimits, planMoney } from './money.ts'
import { handWords, placeboSentence, ruleWords, sureLines, warningsOf } from './resultWords.ts'
import { countsTable, outcomeTable, ratioWords } from './tables.ts'

const MAP_WIDTH = 96
const MAP_HEIGHT = 78

/** "11,230 of 12,480 patrol minutes" and so on; what is not known is said. */
export function deliveredWords({ planned, delivered }: PlanRecord): string {
  const of = (key: 'minutes' | 'doors' | 'packs', label: string) => {
    const [done, wanted] = [delivered[key], planned[key]]
    if (done === undefined)
      return wanted === undefined ? '' : `${label} delivered: unknown, ${showNumber(wanted)} planned`
    return wanted
      ? `${showNumber(done)} of ${showNumber(wanted)} ${label} (${Math.round((100 * done) / wanted)}%)`
      : `${showNumber(done)} ${label}`
  }
  return (
    [of('minutes', 'patrol minutes'), of('doors', 'doors'), of('packs', 'packs')]
      .filter(Boolean)
      .join('; ') || 'What was delivered is not written down.'
  )
}

/** EMMIE's five boxes. */
export function emmieOf(plan: PlanRecord, judged: PlanJudged): (readonly [string, string])[] {
  const { result, verdict } = judged
  const money = planMoney(plan, result.change, moneyLimits(judged))
  return [
    ['Effect', `${verdict.sentence} Ratio ${ratioWords(result.change)}. ${ringWords(result)}`],
    ['Mechanism', plan.mechanism || 'Not written down.'],
    ['Moderators', plan.moderators || 'Not written down.'],
    [
      'Implementation',
      `${plan.response ? `${plan.response.replace(/\.$/, '')}. ` : ''}${deliveredWords(plan)}`,
    ],
    [
      'Economics',
      typeof money === 'string'
        ? money
        : `${money.sentence} ${MONEY_LIMIT} Value: ${money.source}. ${clauseOf(plan)}`.trim(),
    ],
  ]
}

/** Everything the sheet says but its picture. */
export function sheetOf(incidents: LoadedIncidents, plan: PlanRecord, judged: PlanJudged) {
  const day = (iso: string) => showDay(parseIsoDay(iso))
  return {
    title: `${flagOf(plan)} ${plan.name}`,
    lead: `${day(plan.start)} to ${day(plan.end)} against the ${plan.before} days before · ${many(plan.places.length, 'place')}${plan.owner ? ` · owner: ${plan.owner}` : ''}`,
    verdict: judged.verdict.sentence,
    sure: sureLines(judged),
    warnings: warningsOf(judged),
    rule: ruleWords(plan),
    outcomes: outcomeTable(judged, plan),
    counts: countsTable(judged),
    emmie: emmieOf(plan, judged),
    method: [
      // a plan has its own places, kinds and days: filters of the page are none of its own
      sourceWords(incidents, []).join(' · ') + '.',
      handWords(plan),
      placeboSentence(judged, false),
      ...judged.notes.filter((n) =>
        /^(Treated|φ|Exchanging|Fewer|The places|Which months|Only months)/.test(n),
      ),
    ].filter(Boolean),
  }
}

/** Prints the page. */
export async function printPlan(plan: PlanRecord, judged: PlanJudged): Promise<void> {
  const incidents = useStore.getState().incidents!
  if (!(await accountFor('print', `plan ${flagOf(plan)}`))) return
  const { printedBy } = useSettings.getState()
  const ring = ringOf(plan.places, RING, incidents.table.crs)
  const shapes = [
    ...plan.places,
    ...comparisonPlaces(plan, incidents.table.crs, judged),
    ...(ring ? [{ shape: ring.geometry }] : []),
  ]
  const at = shapes.flatMap(({ shape }) =>
    (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flatMap((rings) =>
      rings[0].map(([lng, lat]) => ({ lng, lat })),
    ),
  )
  // dots of incidents say more than a page that is passed on should
  const layers = planLayers(plan, incidents, judged).filter((l) => l.kind !== 'points')
  const map = await picture(
    [{ id: 'plan', title: plan.name, visible: true, layers }],
    boundsOf(at),
    MAP_WIDTH,
    MAP_HEIGHT,
  )
  await print(
    <PlanSheet
      {...sheetOf(incidents, plan, judged)}
      marking={markingNow()}
      map={map}
      mapCredit={credit() || undefined}
      printedBy={printedBy}
      printedAt={printedAt()}
    />,
    [map],
  )
}
