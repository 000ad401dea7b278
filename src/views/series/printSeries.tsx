/** A series on paper, once it is known who prints it and why. */
import { showNumber } from '../../core/base/words.ts'
import {
  headline,
  hourWords,
  nextWords,
  paceWords,
  placeWords,
  SERIES_LIMITS,
  weekdayWords,
} from '../../core/series/words.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { compass } from '../../core/series/series.ts'
import { ellipseRing } from '../../core/series/place.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { partsOf } from '../../core/base/time.ts'
import type { Bounds } from '../../map/index.ts'
import { SeriesSheet, sharedEnd, withoutEnd } from '../../print/index.ts'
import { asAt } from '../../state/derived.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import type { TableModel } from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { markingNow } from '../../desk/leaving/marking.ts'
import { whenWords } from '../../desk/incidents/incidentWords.ts'
import { boundsOf, credit, picture, print, printedAt, sourceWords } from '../../desk/leaving/paper.ts'
import { many } from '../../desk/words.ts'
import { seriesLayers } from './layers.ts'
import type { Bench } from './model.ts'
import { inRun } from './Pattern.tsx'
import { gapColumn } from './gapColumn.ts'

const MAP_WIDTH = 118
const MAP_HEIGHT = 84

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

/** Letters of an MO that fit two lines. */
const ROOM = 96

/** The sequence for paper: what all share is said once, above the table. */
function paperTable({ incidents, facts }: Bench): TableModel {
  const { table, text } = incidents
  const s = facts.steps
  const full = s.map((x) => textAt(text.address, x.row) || dictAt(table.street, x.row))
  const end = sharedEnd(full)
  const kinds = new Set(s.map((x) => table.offence[x.row]))
  const years = new Set(s.flatMap((x) => [table.from[x.row], table.to[x.row]].map((m) => partsOf(m).year)))
  // a year that is the same in every row stands in the headline
  const [year] = years
  const bare = (words: string) => (years.size === 1 ? words.replaceAll(` ${year}`, '') : words)
  const shared = [kinds.size === 1 && OFFENCES[table.offence[s[0].row]].label, end && `all in ${end}`].filter(
    Boolean,
  )
  return {
    caption: `In order${shared.length > 0 ? `: ${shared.join(', ')}` : ''}`,
    n: s.length,
    key: (k) => String(s[k].row),
    columns: [
      { key: 'no', label: 'No.', kind: 'number', value: (k) => k + 1 },
      { key: 'when', label: 'When', kind: 'text', value: (k) => bare(whenWords(table, s[k].row)) },
      gapColumn(s),
      {
        key: 'way',
        label: 'Way',
        unit: 'm',
        kind: 'number',
        value: (k) => s[k].metres,
        show: (k) =>
          Number.isNaN(s[k].metres) ? '' : `${showNumber(Math.round(s[k].metres))} ${compass(s[k].bearing)}`,
      },
      ...(kinds.size > 1
        ? [
            {
              key: 'offence',
              label: 'Offence',
              kind: 'text' as const,
              value: (k: number) => OFFENCES[table.offence[s[k].row]].short,
            },
          ]
        : []),
      { key: 'where', label: 'Where', kind: 'text', value: (k) => withoutEnd(full[k], end) },
      ...(text.mo.bytes.length > 0
        ? [
            {
              key: 'mo',
              label: 'MO',
              kind: 'text' as const,
              value: (k: number) => {
                const mo = textAt(text.mo, s[k].row)
                return mo.length > ROOM ? mo.slice(0, ROOM - 1) + '…' : mo
              },
            },
          ]
        : []),
    ],
  }
}

/** Prints the page. */
export async function printSeries(bench: Bench): Promise<void> {
  const { incidents, series, facts } = bench
  if (!(await accountFor('print', `series ${series.name}, ${many(facts.steps.length, 'incident')}`))) return
  const { printedBy } = useSettings.getState()
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
  const { busiest } = facts
  await print(
    <SeriesSheet
      title={series.name}
      marking={markingNow()}
      headline={headline(facts)}
      table={paperTable(bench)}
      map={map}
      mapCredit={credit() || undefined}
      hours={facts.hours}
      busy={busiest && ((h) => inRun(h, busiest.from, busiest.to))}
      weekdays={facts.weekdays}
      places={placeWords(facts)}
      when={[hourWords(facts), weekdayWords(facts)]}
      says={[
        { title: 'If it goes on', sentences: nextWords(facts, asAt(useStore.getState()).day) },
        { title: 'Pace and way', sentences: [paceWords(facts)] },
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
