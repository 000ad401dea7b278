/** Recorded tracks: what they hold, where they are silent, and a picture of them for the public. */
import { useEffect, useMemo, useState } from 'react'
import { HEADS } from '../../analyses/heads.ts'
import { showNear, type Units, wayUnit } from '../../core/base/lengths.ts'
import { COARSEST_DETAIL } from '../../core/geometry/coverage.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { useSettings } from '../../state/settings.ts'
import { drift, setSession, useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  DataTable,
  EmptyState,
  Notes,
  Notice,
  NumberField,
  PanelHead,
  saveFile,
  Section,
  Segmented,
  type TableColumn,
  type TableModel,
  TextField,
} from '../../ui/index.ts'
import { accountFor, note } from '../../desk/leaving/account.ts'
import { flyTo } from '../../desk/mapHandle.ts'
import {
  daysOf,
  planeOfTracks,
  publicPicture,
  type PublicPicture,
  SILENCE,
  type TrackRow,
  trackRows,
} from '../../desk/tracks.ts'
import { many } from '../../desk/words.ts'

const moment = (m: number) => (Number.isNaN(m) ? 'no times' : `${showDay(dayOf(m))} ${showTime(m)}`)

/** A column of moments: in words, ordered by the clock and not by the alphabet. */
const at = (key: string, label: string, minute: (i: number) => number): TableColumn => ({
  ...{ key, label, kind: 'text' },
  value: (i) => moment(minute(i)),
  order: (i) => (Number.isNaN(minute(i)) ? null : minute(i)),
})

export function tracksTable(rows: readonly TrackRow[], units: Units): TableModel {
  return {
    caption: 'Tracks',
    n: rows.length,
    key: String,
    at: (i) => [rows[i].track.legs[0].lng[0], rows[i].track.legs[0].lat[0]],
    columns: [
      {
        key: 'name',
        label: 'Track',
        kind: 'text',
        value: (i) => rows[i].track.name || rows[i].track.file,
        detail: (i) =>
          `${moment(rows[i].from)}${Number.isNaN(rows[i].to) ? '' : ` to ${showTime(rows[i].to)}`}`,
      },
      {
        key: 'minutes',
        label: 'Time',
        unit: 'min',
        kind: 'number',
        digits: 0,
        value: (i) => rows[i].minutes,
      },
      {
        key: 'way',
        label: 'Way',
        unit: wayUnit(units).unit,
        kind: 'number',
        digits: 1,
        value: (i) => rows[i].metres / wayUnit(units).metres,
      },
      { key: 'gaps', label: 'Silences', kind: 'number', digits: 0, value: (i) => rows[i].gaps.length },
      { key: 'n', label: 'Positions', kind: 'number', digits: 0, value: (i) => rows[i].positions },
      at('from', 'From', (i) => rows[i].from),
      at('to', 'To', (i) => rows[i].to),
      { key: 'file', label: 'File', kind: 'text', value: (i) => rows[i].track.file },
    ],
  }
}

function gapsTable(rows: readonly TrackRow[], units: Units): TableModel {
  const gaps = rows.flatMap((r) => r.gaps.map((g) => ({ ...g, name: r.track.name || r.track.file })))
  return {
    caption: `Silences longer than ${SILENCE} minutes: nothing is counted in them`,
    n: gaps.length,
    key: String,
    columns: [
      { key: 'name', label: 'Track', kind: 'text', value: (i) => gaps[i].name },
      at('from', 'From', (i) => gaps[i].from),
      {
        key: 'minutes',
        label: 'Time',
        unit: 'min',
        kind: 'number',
        digits: 0,
        value: (i) => gaps[i].minutes,
      },
      {
        key: 'metres',
        label: 'Apart',
        kind: 'number',
        digits: 0,
        value: (i) => gaps[i].metres,
        show: (i) => showNear(gaps[i].metres, units),
      },
    ],
  }
}

/** The picture for the public: made when asked for, looked at, then saved. */
function ForThePublic({ rows }: { rows: readonly TrackRow[] }) {
  const plane = useStore((s) => planeOfTracks(s))
  const [cell, setCell] = useState('500')
  const [least, setLeast] = useState(10)
  const [title, setTitle] = useState('Where patrols were')
  const [last, setLast] = useState<PublicPicture & { url: string; of: string; rows: readonly TrackRow[] }>()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => () => void (last && URL.revokeObjectURL(last.url)), [last])
  // a picture made with other settings is not the one that would be saved
  const of = JSON.stringify([cell, least, title])
  const made = last?.of === of && last.rows === rows ? last : undefined

  const make = async () => {
    setBusy(true)
    setProblem('')
    try {
      const picture = await publicPicture(rows, plane, Number(cell), least, title.trim() || 'Patrols')
      setLast({ ...picture, url: URL.createObjectURL(picture.png), of, rows })
    } catch (error) {
      setProblem((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <Section title="A picture for the public">
      <p className="a-hint">
        Coarse squares and coarse minutes, months instead of days; no routes, names or times. Look at it
        before it is shown: a square with one house in it still tells which.
      </p>
      <TextField label="Heading" value={title} onChange={setTitle} />
      <Segmented
        label="Squares"
        value={cell}
        onChange={setCell}
        options={[COARSEST_DETAIL, 500, 1000].map((m) => ({ value: String(m), label: `${m} m` }))}
      />
      <NumberField
        label="Hide squares with less than"
        unit="minutes"
        value={least}
        onChange={setLeast}
        min={5}
        max={240}
        step={5}
      />
      {problem && (
        <Notice tone="warn" onClose={() => setProblem('')}>
          {problem}
        </Notice>
      )}
      {made && (
        <figure className="a-picture">
          <img src={made.url} alt={made.words} />
          <figcaption>{made.words}</figcaption>
        </figure>
      )}
      <Actions>
        <Button icon="map" onClick={() => void make()} busy={busy}>
          {busy ? 'Drawing…' : made ? 'Draw it again' : 'Draw it'}
        </Button>
        {made && (
          <Button
            variant="primary"
            icon="download"
            onClick={() => {
              saveFile('patrol-coverage.png', made.png)
              void note('export', made.words)
            }}
          >
            Save as PNG
          </Button>
        )}
      </Actions>
    </Section>
  )
}

/** The panel of tracks. */
export function TracksPanel() {
  const files = useStore((s) => s.tracks)
  const plane = useStore((s) => planeOfTracks(s))
  const rows = useMemo(() => trackRows(files, plane), [files, plane])
  const days = daysOf(rows)
  const units = useSettings((s) => s.units)
  const gaps = useMemo(() => gapsTable(rows, units), [rows, units])
  const table = useMemo(() => tracksTable(rows, units), [rows, units])
  if (files.length === 0)
    return (
      <EmptyState icon="map" title="No tracks are loaded">
        Drop the GPX files of a shift on the page to see the minutes that were delivered.
      </EmptyState>
    )
  const minutes = rows.reduce((s, r) => s + r.minutes, 0)
  const span = days && `${showDay(days[0])}${days[1] > days[0] ? ` to ${showDay(days[1])}` : ''}`
  return (
    <>
      <PanelHead
        title={
          span
            ? `${many(rows.length, 'track')}, ${many(Math.round(minutes), 'minute')} recorded, ${span}`
            : `${many(rows.length, 'track')} without times`
        }
      >
        UK clock. Two devices of one officer count twice: drop one of them only.
      </PanelHead>
      <Actions>
        {HEADS.filter((s) => s.needs?.includes('tracks')).map((s) => (
          <Button key={s.id} variant="primary" icon="right" onClick={() => drift({ view: s.id })}>
            Hold against: {s.title}
          </Button>
        ))}
        <Button icon="trash" onClick={() => setSession({ tracks: [] })}>
          Take tracks off
        </Button>
      </Actions>
      <Section title={table.caption}>
        <DataTable
          model={table}
          height={220}
          file="cocoon-tracks"
          guard={(what) => accountFor('export', what)}
          onSelect={(i) => i !== null && flyTo(table.at!(i)!, 15)}
        />
      </Section>
      {gaps.n > 0 && (
        <Section title={gaps.caption}>
          <DataTable
            model={gaps}
            height={200}
            file="cocoon-silences"
            guard={(what) => accountFor('export', what)}
          />
        </Section>
      )}
      {days && <ForThePublic rows={rows} />}
      <Notes notes={files.flatMap((f) => f.notes.map((n) => `${f.name}: ${n}`))} />
    </>
  )
}
