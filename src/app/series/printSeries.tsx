/** A series on paper, once it is known who prints it and why. */
import {
  driftWords,
  headline,
  hourWords,
  nextWords,
  paceWords,
  placeWords,
  SERIES_LIMITS,
  weekdayWords,
} from '../../core/seriesWords.ts'
import { planeOf } from '../../core/plane.ts'
import { ellipseRing } from '../../core/seriesPlace.ts'
import type { Bounds } from '../../map/index.ts'
import { SeriesSheet } from '../../print/index.ts'
import { asAt } from '../../state/derived.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { accountFor } from '../handling/account.ts'
import { boundsOf, credit, picture, print, printedAt, sourceWords } from '../paper.ts'
import { many } from '../words.ts'
import { seriesLayers } from './layers.ts'
import type { Bench } from './model.ts'
import { inRun } from './Pattern.tsx'
import { sequenceTable } from './Sequence.tsx'

const MAP_WIDTH = 110
const MAP_HEIGHT = 96

/** What a sheet must show: the incidents and the ellipse. */
function frame({ incidents, facts }: Bench): Bounds | undefined {
  const { table } = incidents
  const at = facts.steps
    .filter((s) => Number.isFinite(table.lng[s.row]))
    .map((s) => ({ lng: table.lng[s.row], lat: table.lat[s.row] }))
  if (at.length === 0) return undefined
  if (typeof facts.ellipse === 'object') {
    const plane = planeOf(table.crs)
    for (const p of ellipseRing(facts.ellipse, 12)) {
      const [lng, lat] = plane.inverse(p[0], p[1])
      at.push({ lng, lat })
    }
  }
  return boundsOf(at)
}

/** Prints the page. */
export async function printSeries(bench: Bench): Promise<void> {
  const { incidents, series, facts } = bench
  if (!(await accountFor('print', `series ${series.name}, ${many(facts.steps.length, 'incident')}`))) return
  const { marking, printedBy } = useSettings.getState()
  const bounds = frame(bench)
  const layers = seriesLayers(bench)
  const map =
    bounds && layers.length > 0
      ? await picture(
          [{ id: 'series', title: series.name, visible: true, layers }],
          bounds,
          MAP_WIDTH,
          MAP_HEIGHT,
        )
      : undefined
  const [next, ...rest] = nextWords(facts, asAt(useStore.getState()).day)
  const { busiest } = facts
  await print(
    <SeriesSheet
      title={series.name}
      marking={marking}
      headline={headline(facts)}
      table={sequenceTable(bench, true)}
      map={map}
      mapCredit={credit() || undefined}
      hours={facts.hours}
      busy={busiest && ((h) => inRun(h, busiest.from, busiest.to))}
      weekdays={facts.weekdays}
      says={[
        { title: 'When', sentences: [hourWords(facts), weekdayWords(facts)] },
        { title: 'If it goes on', sentences: [next, ...rest] },
        { title: 'Pace and place', sentences: [paceWords(facts), driftWords(facts), placeWords(facts)] },
      ]}
      notes={series.notes}
      limits={[
        // the members were chosen from the file, not filtered: only the file is named
        sourceWords(incidents, []).join(' · ') + '.',
        ...(bench.found.missing.length > 0
          ? [`${many(bench.found.missing.length, 'member')} of the series not in this file.`]
          : []),
        ...SERIES_LIMITS,
      ]}
      printedBy={printedBy}
      printedAt={printedAt()}
    />,
    [map],
  )
}
