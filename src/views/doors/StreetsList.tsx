/** The list of streets, and their rounds. */
import { lazy, Suspense, useMemo, useState } from 'react'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { streetLabels } from '../../cocoon/streetLabels.ts'
import type { StreetList } from '../../cocoon/streets.ts'
import { showDay } from '../../core/base/time.ts'
import { type ListOf } from '../../state/cocoon.ts'
import { Button, DataTable, Notes, PanelFoot, PanelHead, type TableModel } from '../../ui/index.ts'
import { dueColumn } from '../../desk/useCocoon.ts'
import { chooseFiles } from '../../desk/files/DropZone.tsx'
import { EARLIER } from '../../desk/leaving/EarlierTerms.tsx'
import { flyTo } from '../../desk/mapHandle.ts'
import { count, many } from '../../desk/words.ts'

const ToPhones = lazy(async () => ({ default: (await import('../../desk/leaving/ToPhones.tsx')).ToPhones }))

/** Streets instead of doors: for thefts from vehicles, or where no address file is loaded. */
export function StreetsList({
  streets,
  rounds,
  of,
  stale,
}: {
  streets: StreetList
  rounds: StreetRounds
  of: ListOf
  stale: boolean
}) {
  const [phones, setPhones] = useState(false)
  const s = streets.streets
  const labels = useMemo(() => streetLabels(s), [s])
  const on = s.filter((x) => x.on > 0).length
  const model: TableModel = {
    caption: 'Streets, most pressing first',
    n: s.length,
    key: (i) => s[i].street + s[i].beat,
    at: (i) => [s[i].lng, s[i].lat],
    columns: [
      { key: 'street', label: 'Street', kind: 'text', value: (i) => labels[i] },
      { key: 'on', label: 'On it', kind: 'number', digits: 0, value: (i) => s[i].on },
      { key: 'near', label: 'Near it', kind: 'number', digits: 0, value: (i) => s[i].near },
      {
        key: 'newest',
        label: 'Newest',
        kind: 'date',
        value: (i) => s[i].newest,
        show: (i) => showDay(s[i].newest),
      },
      dueColumn((i) => s[i].due),
      { key: 'beat', label: 'Beat', kind: 'text', value: (i) => s[i].beat },
    ],
  }
  return (
    <>
      {of === 'vehicles' ? (
        <PanelHead title={`${many(on, 'street')} with live thefts from vehicles`}>
          Streets and parking places to walk{s.length > on && <>, and {count(s.length - on)} near by</>}.
          Leaflets go on cars and to the homes beside them.
        </PanelHead>
      ) : (
        <PanelHead
          title={
            on === 0 && streets.unnamed > 0
              ? `${many(streets.unnamed, 'live burglary', 'live burglaries')}, none of which names a street`
              : `${many(on, 'street')} with live burglaries; no doors without addresses`
          }
        >
          Drop an address file to get doors: AddressBase Core or Plus, or any CSV with an address and
          coordinates for each home.
        </PanelHead>
      )}
      <PanelFoot>
        {s.length > 0 && (
          <Button
            variant="primary"
            icon="print"
            barred={stale && EARLIER}
            onClick={() =>
              void import('../../desk/leaving/printRounds.tsx').then((m) => m.printStreets(streets, of))
            }
          >
            Print the street list
          </Button>
        )}
        {rounds.rounds.length > 0 && (
          <>
            <Button
              barred={stale && EARLIER}
              onClick={() =>
                void import('../../desk/leaving/printStreetRounds.ts').then((m) =>
                  m.printStreetRounds(rounds, of),
                )
              }
            >
              Print {many(rounds.rounds.length, 'round')}
            </Button>
            <Button barred={stale && EARLIER} onClick={() => setPhones(true)}>
              To phones…
            </Button>
          </>
        )}
        {of === 'burglary' && (
          <Button variant={s.length > 0 ? 'plain' : 'primary'} icon="upload" onClick={chooseFiles}>
            Choose an address file…
          </Button>
        )}
      </PanelFoot>
      {phones && (
        <Suspense>
          <ToPhones list={rounds} streets vehicles={of === 'vehicles'} onClose={() => setPhones(false)} />
        </Suspense>
      )}
      <DataTable
        model={model}
        height={420}
        file={of === 'vehicles' ? 'vehicle-streets' : 'cocoon-streets'}
        onSelect={(i) => i !== null && flyTo(model.at!(i)!)}
      />
      <Notes notes={streets.notes} />
    </>
  )
}
