/** The partner overlays: what each shows, by which column its places are named, and a table of all of them. */
import './overlays.css'
import { useMemo } from 'react'
import { dictAt } from '../../core/base/text.ts'
import { type OverlayFile, setSession, useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  DataTable,
  EmptyState,
  Menu,
  Notes,
  PanelHead,
  Section,
  Select,
  Switch,
  type TableModel,
} from '../../ui/index.ts'
import { chooseFiles } from '../../desk/files/DropZone.tsx'
import { flyTo } from '../../desk/mapHandle.ts'
import { openFiles } from '../../desk/files/open.ts'
import { count, many } from '../../desk/words.ts'
import { OVERLAYS } from '../../desk/layerIds.ts'
import { nameBy, overlayTitle, removeOverlay, starts, toggleOverlay } from '../../desk/overlays.ts'

const NONE = ''

/** Reads the file as something else; where that fails or is called off the overlay stays as it was. */
export async function readAs(o: OverlayFile, as: 'incidents' | 'homes'): Promise<void> {
  const before = useStore.getState()[as]
  await openFiles([...o.files], { as })
  const { [as]: now, overlays } = useStore.getState()
  if (now !== before) setSession({ overlays: overlays.filter((other) => other.name !== o.name) })
}

function One({ o }: { o: OverlayFile }) {
  const left = o.rows - o.lng.length
  return (
    <li className="a-overlay">
      <div className="a-overlay-head">
        <Switch label={overlayTitle(o)} value={o.on} onChange={() => toggleOverlay(o)} />
        <span className="a-overlay-n">
          {many(o.lng.length, o.areas ? 'area' : 'place')}
          {left > 0 && `, ${count(left)} of ${many(o.rows, 'row')} left out`}
        </span>
        <Menu
          small
          label={`More of ${overlayTitle(o)}`}
          entries={[
            ...(o.files.length > 0
              ? [
                  { id: 'incidents', label: 'Read as incidents…', run: () => void readAs(o, 'incidents') },
                  { id: 'homes', label: 'Read as addresses of homes', run: () => void readAs(o, 'homes') },
                ]
              : []),
            { id: 'off', label: 'Take off', icon: 'trash' as const, run: () => removeOverlay(o) },
          ]}
        />
      </div>
      {left > 0 && (
        <p className="a-hint">Left out: {o.leftOut.map((l) => `${count(l.n)} ${l.reason}`).join(', ')}.</p>
      )}
      {o.files.length > 0 && (
        <div className="a-overlay-tools">
          <Select
            label="Places are named by"
            value={o.label ?? NONE}
            options={[{ value: NONE, label: 'no column' }, ...o.choices.map((c) => ({ value: c, label: c }))]}
            onChange={(v) => void nameBy(o, v === NONE ? null : v)}
          />
        </div>
      )}
    </li>
  )
}

function tableOf(overlays: readonly OverlayFile[]): TableModel {
  const at = starts(overlays)
  const n = overlays.reduce((s, o) => s + o.lng.length, 0)
  const find = (row: number): [OverlayFile, number] => {
    let k = at.length - 1
    while (at[k] > row) k--
    return [overlays[k], row - at[k]]
  }
  return {
    caption: 'Places of all overlays, none of them counted',
    n,
    key: String,
    at: (row) => {
      const [o, i] = find(row)
      return [o.lng[i], o.lat[i]]
    },
    columns: [
      {
        key: 'name',
        label: 'Name',
        kind: 'text',
        value: (row) => {
          const [o, i] = find(row)
          return dictAt(o.labels, i) || 'not named'
        },
      },
      { key: 'overlay', label: 'Overlay', kind: 'text', value: (row) => overlayTitle(find(row)[0]) },
      {
        key: 'lat',
        label: 'Latitude',
        kind: 'number',
        digits: 5,
        value: (row) => {
          const [o, i] = find(row)
          return o.lat[i]
        },
      },
      {
        key: 'lng',
        label: 'Longitude',
        kind: 'number',
        digits: 5,
        value: (row) => {
          const [o, i] = find(row)
          return o.lng[i]
        },
      },
    ],
  }
}

/** The panel. */
export function OverlaysPanel() {
  const overlays = useStore((s) => s.overlays)
  const selection = useStore((s) => s.selection)
  const table = useMemo(() => tableOf(overlays), [overlays])
  if (overlays.length === 0)
    return (
      <EmptyState
        icon="layers"
        title="No partner overlay is loaded"
        actions={
          <Button icon="upload" onClick={chooseFiles}>
            Choose files…
          </Button>
        }
      >
        Drop points of a partner on the page to see them over the map: licensed premises, cameras, street
        lights, fires, ambulance calls. CSV, Excel, GeoJSON or Parquet. They are drawn, and counted in
        nothing.
      </EmptyState>
    )
  return (
    <>
      <PanelHead
        title={`${many(table.n, 'place')} in ${many(overlays.length, 'partner overlay')}, counted in nothing`}
      >
        Only the place and the one column that names it are kept of each file; people’s details cannot be
        chosen.
      </PanelHead>
      <ul className="a-overlays">
        {overlays.map((o) => (
          <One key={o.name} o={o} />
        ))}
      </ul>
      <Actions>
        <Button icon="upload" onClick={chooseFiles}>
          Choose files…
        </Button>
      </Actions>
      <Section title="Places">
        <DataTable
          model={table}
          height={320}
          file="cocoon-overlays"
          selected={selection?.of === OVERLAYS ? String(selection.row) : null}
          onSelect={(i) => {
            setSession({ selection: i === null ? undefined : { of: OVERLAYS, row: i } })
            if (i !== null) flyTo(table.at!(i)!)
          }}
        />
      </Section>
      <Notes notes={overlays.flatMap((o) => o.notes.map((n) => `${overlayTitle(o)}: ${n}`))} />
    </>
  )
}
