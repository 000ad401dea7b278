/** Settings that last: who prints, the marking, the theme, and what the map may ask for. */
import { HEADS } from '../../analyses/heads.ts'
import { isoDay, parseIsoDay, showDay } from '../../core/base/time.ts'
import { ONLINE_SUGGESTION, ONLINE_WARNING, refusedTiles, TILE_HOST } from '../../map/index.ts'
import { cocooningSchema } from '../../state/cocoon.ts'
import { asAt } from '../../state/derived.ts'
import { paramsOf } from '../../state/plan.ts'
import { keepSettings, useSettings } from '../../state/settings.ts'
import { change, drift, useStore } from '../../state/store.ts'
import { soundDays } from '../../state/visits.ts'
import { keepNow } from '../../state/work.ts'
import {
  Button,
  Checkbox,
  DateField,
  Dialog,
  Notice,
  NumberField,
  Section,
  Segmented,
  Select,
  TextField,
} from '../../ui/index.ts'
import { differences, keepOwn } from '../../desk/userDefaults.ts'
import { soundValues } from '../../desk/protocol.ts'
import { isOnlinePage, leaveOnline, openOnlinePage } from '../../desk/online.ts'

export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const s = useSettings()
  const project = useStore((st) => st.project)
  const incidents = useStore((st) => st.incidents)
  const at = asAt({ project, incidents })
  const mine = HEADS.filter((m) => s.own[m.id])
  const { notAgain } = paramsOf({ project }, 'cocooning', cocooningSchema)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Settings"
      width={520}
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Section title="Today">
        <DateField
          label="As-at date"
          help="Every “last six weeks”, “due” and “expires” counts from this day. It follows the file unless you choose one."
          value={isoDay(at.day)}
          onChange={(v) => change('as-at date', { asAt: Number.isNaN(parseIsoDay(v)) ? 'auto' : v })}
        />
        <p className="a-hint">
          {showDay(at.day, { weekday: true })}: {at.why}.{' '}
          {project.asAt !== 'auto' && (
            <Button small variant="quiet" onClick={() => change('as-at date', { asAt: 'auto' })}>
              Follow the file
            </Button>
          )}
        </p>
      </Section>
      <Section title="On paper">
        <TextField
          label="Handling marking"
          help="Printed on top and bottom of each page. A list of addresses is OFFICIAL-SENSITIVE by default; your force decides."
          value={s.marking}
          list={['OFFICIAL', 'OFFICIAL-SENSITIVE']}
          onChange={(marking) => keepSettings({ marking })}
        />
        <TextField
          label="Force or team"
          help="Printed where a sheet says to whom it goes back, and on the leaflet."
          value={s.force}
          onChange={(force) => keepSettings({ force })}
        />
        <TextField
          label="Printed by"
          help="Name or collar number, printed on each sheet."
          value={s.printedBy}
          onChange={(printedBy) => keepSettings({ printedBy })}
        />
        <TextField
          label="Contact for residents"
          help="Printed on the leaflet, such as 101 or a team’s number."
          value={s.contact}
          onChange={(contact) => keepSettings({ contact })}
        />
        <Checkbox
          label="Name the burgled address under “Why here” on officers’ sheets"
          value={s.sheetAddress}
          onChange={(sheetAddress) => keepSettings({ sheetAddress })}
        />
        <Checkbox
          label="Say how it was done (MO) on officers’ sheets"
          value={s.sheetMo}
          onChange={(sheetMo) => keepSettings({ sheetMo })}
        />
      </Section>
      <Section title="Screen">
        <Segmented
          label="Theme"
          value={s.theme}
          onChange={(theme) => keepSettings({ theme })}
          options={[
            { value: 'auto', label: 'As the system' },
            { value: 'light', label: 'Light', icon: 'sun' },
            { value: 'dark', label: 'Dark', icon: 'moon' },
          ]}
        />
        <Select
          label="Motion"
          help="Less motion: the map jumps instead of flying, and the past is stepped by hand instead of played."
          value={s.motion}
          onChange={(motion) => keepSettings({ motion })}
          options={[
            { value: 'auto', label: 'As the system' },
            { value: 'reduced', label: 'Less motion' },
            { value: 'full', label: 'Full motion' },
          ]}
        />
        <Select
          label="Lengths"
          help="How walks, distances and the scale bar are told, on screen and paper. Settings, thresholds such as 400 m and all calculations stay in metres and say so."
          value={s.units}
          onChange={(units) => keepSettings({ units })}
          options={[
            { value: 'metric', label: 'Metres and kilometres' },
            { value: 'imperial', label: 'Yards and miles' },
          ]}
        />
        <Checkbox
          label="Single keys work from anywhere"
          help="Keys without Ctrl, such as ? for the list of keys. Turn them off if you speak to this computer or use a switch."
          value={s.singleKeys}
          onChange={(singleKeys) => keepSettings({ singleKeys })}
        />
        <p className="a-hint">Weeks begin on Monday.</p>
      </Section>
      <Section title="Your own settings of methods">
        {mine.length === 0 ? (
          <p className="a-hint">
            None: every method opens with its published defaults. Under “Change settings” of a method, “Use
            these by default” keeps yours.
          </p>
        ) : (
          <>
            <ul className="a-plain">
              {mine.map((m) => (
                <li key={m.id}>
                  <span className="a-grow">
                    <strong>{m.title}</strong>:{' '}
                    {differences(m.schema, soundValues(m.schema, s.own[m.id])).join('; ')}
                  </span>
                  <Button small variant="quiet" onClick={() => keepOwn(m.id, undefined)}>
                    Forget
                  </Button>
                </li>
              ))}
            </ul>
            <p className="a-hint">In force whenever this page is opened in this browser without a link.</p>
          </>
        )}
      </Section>
      <Section title="Kept in this browser">
        <NumberField
          label="Keep recorded visits for"
          unit="days"
          min={0}
          max={3650}
          step={1}
          help="Older visits are erased when the page is opened, and the log says how many. 0 keeps them until somebody erases them. Your force’s retention schedule decides."
          value={s.visitDays}
          onChange={(days) => keepSettings({ visitDays: soundDays(days) })}
        />
        {s.visitDays > 0 && s.visitDays < notAgain && (
          <Notice tone="warn">
            A home that was called on is left out of lists for {notAgain} days. With visits erased after{' '}
            {s.visitDays} it comes back sooner.
          </Notice>
        )}
        <p className="a-hint">
          Visits, the log and everything else that is kept, and the way to erase it, are under Data.{' '}
          <Button
            small
            variant="quiet"
            onClick={() => {
              onClose()
              drift({ view: 'data' })
            }}
          >
            Go to Data
          </Button>
        </p>
      </Section>
      <Section title="Online map">
        <Notice tone="warn">{ONLINE_WARNING}</Notice>
        <TextField
          label="Tile address"
          help={`A tile template with {z}/{x}/{y} or a MapLibre style on ${TILE_HOST}, the one host this copy may ask. Leave it empty to stay offline.`}
          problem={s.onlineTiles ? refusedTiles(s.onlineTiles) : undefined}
          mono
          value={s.onlineTiles}
          placeholder={ONLINE_SUGGESTION.url}
          onChange={(onlineTiles) => keepSettings({ onlineTiles })}
        />
        {isOnlinePage() ? (
          <Button onClick={() => void keepNow(true).then(leaveOnline)}>
            Go back offline (the page opens anew)
          </Button>
        ) : (
          <Button
            barred={!!s.onlineTiles && refusedTiles(s.onlineTiles)}
            onClick={() =>
              void keepNow(true).then(() => openOnlinePage(s.onlineTiles || ONLINE_SUGGESTION.url))
            }
          >
            Use the online map (the page opens anew; drop your files again)
          </Button>
        )}
        <p className="a-hint">
          This page is{' '}
          {isOnlinePage()
            ? `allowed to ask ${TILE_HOST} for map tiles, and no other server`
            : 'not able to reach any other server: its security policy forbids it'}
          .
        </p>
      </Section>
      <Section title="About">
        <p className="a-hint">
          Cocoon is published under the MIT licence.{' '}
          <a href="./THIRD-PARTY-NOTICES.txt" target="_blank" rel="noreferrer">
            Licences of the packages inside
          </a>
        </p>
      </Section>
    </Dialog>
  )
}
