/** Before a shift: officers and hours on duty, the doors that fit, and those that stay undone. */
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { homesIn, undoneOf, unfoundIn } from '../../cocoon/stillOpen.ts'
import { cocooningSchema } from '../../state/cocoon.ts'
import { paramsOf } from '../../state/plan.ts'
import { setParam, useStore } from '../../state/store.ts'
import { DataTable, Disclosure, NumberField, Section } from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { useCocoonStale } from '../../desk/useCocoon.ts'
import { many } from '../../desk/words.ts'

/** What is said of the time there is; a list of earlier settings says nothing of these. */
function Fits({
  fits,
  undone: n,
  unfound,
  open,
  one,
}: {
  fits: number
  undone: number
  /** burglaries without a home to begin at are not done with, as the head of the page says */
  unfound: number
  /** nobody said who is on duty and how long */
  open: boolean
  one: string
}) {
  if (fits + n === 0) return unfound > 0 ? null : <p>Nothing is to be done.</p>
  return (
    <p>
      <b>{many(fits, one)}</b>{' '}
      {open
        ? `${fits === 1 ? 'is' : 'are'} to be done. Say who is on duty and how long each has: the page then tells what fits`
        : fits === 1
          ? 'fits'
          : 'fit'}
      {n > 0 ? (
        <>
          , <b>{n}</b> {n === 1 ? 'stays' : 'stay'} undone.
        </>
      ) : open ? (
        '.'
      ) : (
        ', none stays undone.'
      )}
    </p>
  )
}

export function Possible({ list, one }: { list: StreetRounds; one: string }) {
  const stale = useCocoonStale()
  const params = useStore((s) => s.project.params)
  const p = paramsOf({ project: { params } }, 'cocooning', cocooningSchema)
  const undone = undoneOf(list)
  const n = homesIn(undone)
  const fits = list.visits.reduce((sum, v) => sum + v.homes.length, 0)
  const { officers, capacity } = cocooningSchema
  return (
    <Section title="Tonight">
      <div className="a-row d-row">
        <NumberField
          label="Officers on duty"
          help="0 = as many rounds as it takes."
          value={p.officers}
          whole
          min={officers.min}
          max={officers.max}
          step={1}
          onChange={(v) => setParam('cocooning', 'officers', v)}
        />
        <NumberField
          label="Minutes each has"
          help="0 = as long as it takes."
          value={p.capacity}
          whole
          min={capacity.min}
          max={capacity.max}
          step={15}
          onChange={(v) => setParam('cocooning', 'capacity', v)}
        />
      </div>
      {stale ? (
        <p role="status">What fits is being worked out again.</p>
      ) : (
        <Fits
          fits={fits}
          undone={n}
          unfound={unfoundIn(list)}
          open={p.officers === 0 || p.capacity === 0}
          one={one}
        />
      )}
      {undone.length > 0 && !stale && (
        <Disclosure title="Which stay undone">
          <DataTable
            height={180}
            file="cocoon-undone"
            guard={(what) => accountFor('export', what, list.id)}
            model={{
              caption: 'What stays undone',
              n: undone.length,
              key: String,
              columns: [
                {
                  key: 'label',
                  label: one === 'home' ? 'Door' : 'Street',
                  kind: 'text',
                  value: (i) => undone[i].label,
                },
                { key: 'reason', label: 'Why', kind: 'text', value: (i) => undone[i].reason },
              ],
            }}
          />
        </Disclosure>
      )}
    </Section>
  )
}
