/** Rounds and streets on paper: gathers what each sheet says and has its map drawn. */
import { listOfPart, type Part } from '../../cocoon/givenRounds.ts'
import type { CocoonList, ListedVisit } from '../../cocoon/list.ts'
import { tiersExplained } from '../../cocoon/protocol.ts'
import type { StreetLine, StreetList } from '../../cocoon/streets.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { phoneRound } from '../../cocoon/roundFile.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { dayOf, minuteNow } from '../../core/base/time.ts'
import type { LayerGroup } from '../../map/index.ts'
import { routeVisits, StreetSheet } from '../../print/index.ts'
import { type ListOf, WHERE } from '../../state/cocoon.ts'
import { useSettings } from '../../state/settings.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'
import type { TableModel } from '../../ui/index.ts'
import { dueWords } from '../useCocoon.ts'
import { whenWords } from '../incidents/incidentWords.ts'
import { markingNow } from './marking.ts'
import { boundsOf, credit, picture, print, printedAt, sourceWords } from './paper.ts'
import { give } from './givenRounds.ts'
import { roundTitle } from './roundMap.ts'
import { printRoundSheets } from './roundSheets.tsx'
import { many } from '../words.ts'

/** Why officers are here, a sentence for each burglary of the round. */
function whyHere(visits: readonly ListedVisit[], list: CocoonList, incidents: LoadedIncidents): string[] {
  const rows = new Set(visits.flatMap((v) => v.incidents))
  const here = list.incidents.filter((c) => rows.has(c.row))
  const said = here.slice(0, MOST_WHY).map((c) => {
    const { sheetAddress, sheetMo } = useSettings.getState()
    const street = dictAt(incidents.table.street, c.row)
    const where = (sheetAddress && textAt(incidents.text.address, c.row)) || street || 'A burglary here'
    const again = incidents.table.flags[c.row] & FLAG.repeat ? '; not the first within 12 months' : ''
    const mo = sheetMo ? textAt(incidents.text.mo, c.row) : ''
    return `${where}: ${whenWords(incidents.table, c.row)}${again}. ${mo.length > 110 ? mo.slice(0, 107) + '…' : mo}`.trim()
  })
  const more = here.length - said.length
  return more > 0 ? [...said, `And ${many(more, 'burglary', 'burglaries')} more on this round.`] : said
}

/** Burglaries told in full beside the map; the others are counted. */
const MOST_WHY = 3

/** Prints each round, or those named, or a part of one: the officer's sheet, or the route without the burgled homes. */
export async function printRounds(
  whole: CocoonList,
  kind: 'officer' | 'route',
  only?: readonly number[],
  part?: Part,
): Promise<void> {
  const route = kind === 'route'
  const half = route ? whole.hidden : whole
  const list = part ? listOfPart(half, part) : half
  const { incidents } = useStore.getState()
  if (!incidents) return
  const rounds = list.rounds.flatMap((round) => {
    if (only && !only.includes(round.number)) return []
    const all = list.visits.filter((v) => v.round === round.number)
    const shown = route ? routeVisits(all) : all
    return shown.length > 0 ? [{ round, all, shown }] : []
  })
  const about = { marking: markingNow(), route, shift: shiftOf(list, incidents) }
  const out = () =>
    rounds.map(({ round, all }) =>
      phoneRound(whole, round.number, { title: roundTitle(all, list), ...about }),
    )
  await printRoundSheets(
    list,
    rounds,
    incidents,
    ({ all }) => ({
      why: route ? [] : whyHere(all, whole, incidents),
      tiers: tiersExplained(list.protocol),
      notes: route ? whole.hidden.says : whole.notes.slice(0, 4),
      route,
    }),
    // a part is on the board already
    part ? undefined : () => give(out(), 'paper'),
  )
}

/** Days from this machine's clock to a list's: not 0 only for the invented town, which lives on its own last day. */
export const shiftOf = (list: Pick<CocoonList, 'asAt'>, incidents: LoadedIncidents): number =>
  incidents.sample ? list.asAt - dayOf(minuteNow(new Date())) : 0

/** Streets on one list: two pages of them; who walks more prints by beat. */
const MOST_STREETS = 60

/** A dot for each street, and the number of its row where it has room, the most pressing first. */
const streetLayers = (rows: readonly StreetLine[]): LayerGroup[] => [
  {
    id: 'streets',
    title: 'Streets',
    visible: true,
    layers: [
      {
        kind: 'points',
        id: 'dots',
        label: 'Streets of the list',
        positions: Float64Array.from(rows.flatMap((r) => [r.lng, r.lat])),
        ink: 'outline',
        radius: 3,
      },
      {
        kind: 'labels',
        id: 'numbers',
        label: 'Numbers of the table',
        boxed: true,
        labels: rows.map((r, i) => ({
          at: [r.lng, r.lat] as const,
          text: String(i + 1),
          ink: 'outline' as const,
        })),
      },
    ],
  },
]

/** Prints the streets to walk: for want of an address file, or because cars stand in them. */
export async function printStreets(streets: StreetList, of: ListOf = 'burglary'): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents) return
  const s = useSettings.getState()
  const rows = streets.streets.slice(0, MOST_STREETS)
  const rest = streets.streets.length - rows.length
  const table: TableModel = {
    caption: 'Streets to walk, most pressing first',
    n: rows.length,
    key: (i) => rows[i].street + rows[i].beat,
    columns: [
      { key: 'n', label: '#', kind: 'number', digits: 0, value: (i) => i + 1 },
      { key: 'street', label: 'Street', kind: 'text', value: (i) => rows[i].street },
      { key: 'beat', label: 'Beat', kind: 'text', value: (i) => rows[i].beat },
      { key: 'on', label: 'On it', kind: 'number', digits: 0, value: (i) => rows[i].on },
      { key: 'near', label: 'Near it', kind: 'number', digits: 0, value: (i) => rows[i].near },
      { key: 'due', label: 'Due', kind: 'text', value: (i) => dueWords(rows[i].due) },
    ],
  }
  const map = rows.length > 0 ? await picture(streetLayers(rows), boundsOf(rows), 186, 110) : undefined
  await print(
    <StreetSheet
      title={
        of === 'vehicles' ? 'Streets and parking places: theft from vehicles' : 'Streets with live burglaries'
      }
      vehicles={of === 'vehicles'}
      marking={markingNow()}
      asAt={streets.asAt}
      printedBy={s.printedBy}
      printedAt={printedAt()}
      copy={1}
      copies={1}
      destroyBy={Math.max(streets.asAt, ...rows.map((r) => r.expires))}
      table={table}
      rest={rest}
      map={map}
      mapCredit={credit() || undefined}
      notes={[sourceWords(incidents, WHERE).join(' · ') + '.', ...streets.notes]}
    />,
    [map],
  )
}
