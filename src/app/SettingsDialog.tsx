/** Settings that last: who prints, the marking, the theme, and what the map may ask for. */
import { isoDay, parseIsoDay, showDay } from '../core/time.ts'
import { ONLINE_SUGGESTION, ONLINE_WARNING } from '../map/index.ts'
import { asAt } from '../state/derived.ts'
import { keepSettings, useSettings } from '../state/settings.ts'
import { change, useStore } from '../state/store.ts'
import { Button, DateField, Dialog, Notice, Section, Segmented, TextField } from '../ui/index.ts'
import { isOnlinePage, leaveOnline, openOnlinePage } from './online.ts'

export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const s = useSettings()
  const project = useStore((st) => st.project)
  const incidents = useStore((st) => st.incidents)
  const at = asAt({ project, incidents })
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
        <TextField label="Force or team" value={s.force} onChange={(force) => keepSettings({ force })} />
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
      </Section>
      <Section title="Online map">
        <Notice tone="warn">{ONLINE_WARNING}</Notice>
        <TextField
          label="Tile address"
          help="A tile template with {z}/{x}/{y} or a MapLibre style. Leave it empty to stay offline."
          mono
          value={s.onlineTiles}
          placeholder={ONLINE_SUGGESTION.url}
          onChange={(onlineTiles) => keepSettings({ onlineTiles })}
        />
        {isOnlinePage() ? (
          <Button onClick={leaveOnline}>Go back offline (the page opens anew)</Button>
        ) : (
          <Button onClick={() => openOnlinePage(s.onlineTiles || ONLINE_SUGGESTION.url)}>
            Use the online map (the page opens anew; drop your files again)
          </Button>
        )}
        <p className="a-hint">
          This page is{' '}
          {isOnlinePage()
            ? 'allowed to ask for map tiles'
            : 'not able to reach any other server: its security policy forbids it'}
          .
        </p>
      </Section>
    </Dialog>
  )
}
