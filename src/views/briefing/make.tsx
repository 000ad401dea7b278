/** From the choice to paper: waits for every analysis and map, then hands one sheet over. */
import { planRun } from '../../state/plan.ts'
import { cancelRun, ensureRun } from '../../state/runs.ts'
import { asAt, frameOf } from '../../state/derived.ts'
import { useSettings } from '../../state/settings.ts'
import { type Dated, type Filtered, useStore } from '../../state/store.ts'
import {
  BriefingPicture,
  BriefingSheet,
  type BriefingSheetProps,
  frontMap,
  pictureOfSheet,
  printDocument,
} from '../../print/index.ts'
import { legendOf, THEMES } from '../../map/index.ts'
import { isoDay } from '../../core/base/time.ts'
import { saveFile } from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { markingNow } from '../../desk/leaving/marking.ts'
import { credit, picture, printedAt, sourceWords } from '../../desk/leaving/paper.ts'
import { many } from '../../desk/words.ts'
import { barsNow, BriefingChart } from './Chart.tsx'
import { usePlanRuns } from '../../state/planRuns.ts'
import { type BriefingChoice, PLANS } from './choice.ts'
import { judgeNext, plansWait } from './plansPart.ts'
import { drawMaps, mapOf, useMaps } from './maps.ts'
import { type Draft, draftsOf, mapGroup, screensOf, streetNames } from './parts.tsx'
import { streetsOnly } from './streetsOnly.ts'

/** Thrown when the user thinks better of it. */
export class Stopped extends Error {}

/** The analyst's words as paragraphs, without house numbers where there are to be none. */
export function wordsOf(notes: string, addresses: boolean): string[] {
  const { incidents } = useStore.getState()
  const known = incidents ? streetNames(incidents) : new Set<string>()
  return notes
    .split(/\n{2,}/)
    .map((w) => w.trim())
    .filter(Boolean)
    .map((w) => (addresses ? w : streetsOnly(w, known)))
}

/** What the sheet is told, from the parts as they are and the maps that stand. */
export function sheetProps(
  s: Filtered & Dated,
  drafts: readonly Draft[],
  maps: Parameters<typeof mapOf>[0],
  choice: BriefingChoice,
  notes: string,
): BriefingSheetProps {
  const { force, printedBy } = useSettings.getState()
  return {
    force,
    marking: markingNow(),
    asAt: asAt(s).day,
    monthly: s.incidents?.table.precision === 'month',
    source: s.incidents ? sourceWords(s.incidents, undefined, s.project.clauses) : [],
    parts: drafts.map((d) => ({ ...d, picture: mapOf(maps, d) })),
    words: wordsOf(notes, choice.addresses),
    chart: <BriefingChart />,
    rows: choice.rows,
    addresses: choice.addresses,
    mapCredit: credit() || undefined,
    printedBy,
    printedAt: printedAt(),
  }
}

/** Starts what is not done and waits for all of it; `onShare` hears how far it is. Rejects with `Stopped`. */
export function settled(
  choice: BriefingChoice,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const screens = screensOf(choice)
  for (const s of screens) ensureRun(s, true)
  return new Promise((resolve, reject) => {
    const under = () => {
      const state = useStore.getState()
      return screens.map((s) => {
        const plan = planRun(state, s)
        const run = state.runs[s.id]
        if ('refused' in plan) return 1
        // a filter was changed meanwhile: what is printed must be of the filters it names
        if (!run || run.key !== plan.key) return -1
        return run.status === 'running' ? Math.min(run.share, 0.99) : 1
      })
    }
    const check = () => {
      if (choice.parts.some((part) => part.id === PLANS)) {
        const state = useStore.getState()
        if (plansWait(state)) return judgeNext(state)
      }
      const shares = under()
      const stale = screens.filter((_, i) => shares[i] < 0)
      // each start is heard here again
      if (stale.length > 0) return void setTimeout(() => !over && stale.forEach((s) => ensureRun(s)))
      onShare(shares.reduce((a, b) => a + b, 0) / Math.max(1, shares.length))
      if (shares.some((s) => s < 1)) return
      stop()
      resolve()
    }
    let over = false
    const unsubscribe = useStore.subscribe(check)
    const unplans = usePlanRuns.subscribe(() => void setTimeout(() => !over && check()))
    const stop = () => {
      over = true
      unplans()
      unsubscribe()
    }
    signal.addEventListener('abort', () => {
      stop()
      const { runs } = useStore.getState()
      for (const s of screens) if (runs[s.id]?.status === 'running') cancelRun(s.id)
      reject(new Stopped())
    })
    check()
  })
}

/** Everything the sheet needs, worked out and drawn. */
async function ready(
  choice: BriefingChoice,
  notes: string,
  onShare: (what: string, share?: number) => void,
  signal: AbortSignal,
): Promise<BriefingSheetProps> {
  for (;;) {
    await settled(choice, (share) => onShare('Working out the analyses', share), signal)
    const { incidents, project } = useStore.getState()
    const drafts = draftsOf(useStore.getState(), choice)
    onShare('Drawing the maps')
    await Promise.race([
      drawMaps(drafts),
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Stopped()))),
    ])
    if (signal.aborted) throw new Stopped()
    // the sheet names the filters of now: where they were changed meanwhile, once more from the start
    const { incidents: nowIncidents, project: now } = useStore.getState()
    const { clauses, params, asAt: day } = project
    if (nowIncidents === incidents && now.clauses === clauses && now.params === params && now.asAt === day)
      return sheetProps(useStore.getState(), drafts, useMaps.getState().maps, choice, notes)
  }
}

const describe = (choice: BriefingChoice): string =>
  `briefing, ${many(choice.parts.length, 'part')}${choice.addresses ? ', with addresses' : ', streets without house numbers'}`

/** Prints the briefing once it is known who takes it and why. */
export async function printBriefing(...of: Parameters<typeof ready>): Promise<void> {
  if (!(await accountFor('print', describe(of[0])))) return
  await printDocument(<BriefingSheet {...await ready(...of)} />)
}

/** Room for the map on each picture, millimetres: its own shape, so that nothing is cut off. */
const ROOM = { a4: [187, 118], slide: [168, 106] } as const

/** The first map drawn anew for the shape of the picture; undefined where there is none or it cannot be drawn. */
async function frontPicture(choice: BriefingChoice, props: BriefingSheetProps, slide: boolean) {
  const s = useStore.getState()
  const frame = s.incidents && frameOf(s.incidents.table)
  const front = draftsOf(s, choice).find((d) => d.id === frontMap(props.parts)?.id)
  if (!front || !frame) return undefined
  const [width, height] = ROOM[slide ? 'slide' : 'a4']
  const url = await picture([mapGroup(front)], frame, width, height)
  return url === undefined ? undefined : { id: front.id, url }
}

/** The page as a picture, with its map drawn for the shape. */
async function pictureProps(of: Parameters<typeof ready>, slide: boolean) {
  const [choice] = of
  const made = await ready(...of)
  const front = await frontPicture(choice, made, slide)
  const props = front
    ? { ...made, parts: made.parts.map((q) => (q.id === front.id ? { ...q, picture: front.url } : q)) }
    : made
  return { props, front, letGo: () => front && URL.revokeObjectURL(front.url) }
}

async function savePicture(of: Parameters<typeof ready>, slide: boolean): Promise<void> {
  const { props, letGo } = await pictureProps(of, slide)
  const png = await pictureOfSheet(<BriefingPicture {...props} slide={slide} />, slide ? 1.5 : 200 / 96)
  letGo()
  saveFile(`briefing-${isoDay(props.asAt)}${slide ? '-slide' : ''}.png`, png)
}

/** Saves page one as a picture on the same terms. */
export async function saveBriefingPicture(...of: Parameters<typeof ready>): Promise<void> {
  if (!(await accountFor('export', `${describe(of[0])}, page one as a picture`))) return
  await savePicture(of, of[0].picture === 'slide')
}

/** Saves the slide as a picture on the same terms. */
export async function saveSlidePicture(...of: Parameters<typeof ready>): Promise<void> {
  if (!(await accountFor('export', `${describe(of[0])}, slide as a picture`))) return
  await savePicture(of, true)
}

/** Prints the slide, one page of 16 : 9: the browser's dialogue saves it as PDF. */
export async function printSlide(...of: Parameters<typeof ready>): Promise<void> {
  if (!(await accountFor('print', `${describe(of[0])}, slide`))) return
  const { props, letGo } = await pictureProps(of, true)
  await printDocument(<BriefingPicture {...props} slide />)
  letGo()
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.onerror = () => fail(new Error('The map of the slide could not be read; try again.'))
    reader.readAsDataURL(blob)
  })

/** Saves the slide for PowerPoint: text and chart can be edited there. */
export async function saveSlide(...of: Parameters<typeof ready>): Promise<void> {
  const [choice] = of
  if (!(await accountFor('export', `${describe(choice)}, slide for PowerPoint`))) return
  const { props, front, letGo } = await pictureProps(of, true)
  const draft = front && draftsOf(useStore.getState(), choice).find((d) => d.id === front.id)
  const png = front && (await (await fetch(front.url)).blob())
  const size = png && (await createImageBitmap(png))
  const legend = draft
    ? legendOf([mapGroup(draft)], 'paper').flatMap((g) =>
        g.blocks.flatMap((b) =>
          b.lines.map(({ sign, text }) => ({
            colour: sign.type === 'swatch' ? sign.colour : THEMES.paper.ink[sign.ink].mark,
            text: b.title ? `${b.title}: ${text}` : text,
          })),
        ),
      )
    : []
  const { slideFile } = await import('./slide.ts')
  const file = await slideFile(props, {
    map: png &&
      size && { data: await dataUrl(png), width: size.width, height: size.height, of: draft?.title ?? '' },
    legend,
    bars: barsNow(useStore.getState()),
  })
  letGo()
  saveFile(`briefing-${isoDay(props.asAt)}-slide.pptx`, file)
}
