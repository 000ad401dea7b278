/** The profiles this browser remembers: looked at, renamed, deleted, saved as a file and taken from one. */
import { useState } from 'react'
import {
  deleteProfile,
  type KeptProfile,
  profilesFile,
  renameProfile,
  restoreProfiles,
  takeProfiles,
  useProfiles,
} from '../../state/profiles.ts'
import { isoInWords } from '../../core/base/time.ts'
import type { Field, ImportOptions } from '../../import/contract.ts'
import {
  Actions,
  askForFiles,
  Button,
  IconButton,
  saveFile,
  Section,
  TextField,
  toast,
} from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import { fieldLabel } from '../../desk/files/fields.ts'
import { withdraw } from '../../desk/teamShared.ts'
import { layoutKey } from '../../import/meaning/options.ts'

/** What a profile says beyond the guesses. */
export function sayings({
  columns = {},
  homeColumns = {},
  crs,
  dateOrder,
  offences = {},
  clock,
  treat = {},
  handling = {},
  months,
  points,
  sheds,
  personal,
}: ImportOptions): string {
  const parts = [
    ...Object.entries(homeColumns).map(([field, column]) => `${field}: ${column ?? 'no column'}`),
    ...(Object.entries(columns) as [Field, string | null][]).map(
      ([field, column]) => `${fieldLabel(field)}: ${column ?? 'no column'}`,
    ),
    crs,
    dateOrder && { dmy: 'dd/mm', mdy: 'mm/dd', ymd: 'yy/mm/dd' }[dateOrder],
    Object.keys(offences).length > 0 && many(Object.keys(offences).length, 'offence wording') + ' chosen',
    clock && { utc: 'Z is UTC', written: 'times as written' }[clock],
    months === 'days' && 'first days of months are days',
    points && { homes: 'points are homes', snap: 'points stand for many addresses' }[points],
    sheds === 'home' && 'sheds count as homes',
    personal === 'keep' && 'details of people are kept',
    Object.keys(handling).length > 0 &&
      many(Object.keys(handling).length, 'column') + ' about handling chosen',
    Object.keys(treat).length > 0 && many(Object.keys(treat).length, 'treatment') + ' of doubtful rows',
  ]
  return parts.filter(Boolean).join(' · ') || 'everything as guessed'
}

function ProfileRow({ profile }: { profile: KeptProfile }) {
  const [name, setName] = useState<string>()
  const save = () => {
    if (name?.trim()) renameProfile(profile, name.trim())
    setName(undefined)
  }
  return (
    <li className="a-profile">
      {name === undefined ? (
        <div>
          <strong>{profile.name}</strong>
          <p className="a-hint">
            {many(profile.header.length, 'column')}
            {profile.saved && `, last read ${isoInWords(profile.saved)}`} · {sayings(profile.options)}
          </p>
        </div>
      ) : (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            save()
          }}
        >
          <TextField label="Name of the profile" value={name} onChange={setName} />
        </form>
      )}
      <div className="u-actions">
        {name === undefined ? (
          <Button small aria-label={`Rename ${profile.name}`} onClick={() => setName(profile.name)}>
            Rename
          </Button>
        ) : (
          <Button small variant="primary" onClick={save}>
            Keep
          </Button>
        )}
        <IconButton
          icon="trash"
          label={`Delete the profile ${profile.name}`}
          onClick={() => {
            const before = useProfiles.getState().profiles
            deleteProfile(profile)
            void withdraw('profile', layoutKey(profile.header)).catch(() => undefined)
            toast({ text: `Profile ${profile.name} deleted.`, undo: () => restoreProfiles(before) })
          }}
        />
      </div>
    </li>
  )
}

/** Asks for a file of profiles. */
function openProfiles(): void {
  askForFiles(
    async ([file]) => {
      try {
        const { taken, leftOut } = takeProfiles(await file.text())
        toast({
          text: `${many(taken, 'profile')} taken in${leftOut > 0 ? `, ${many(leftOut, 'entry', 'entries')} left out` : ''}.`,
        })
      } catch (error) {
        toast({ text: `${file.name} was not opened. ${(error as Error).message}`, tone: 'bad' })
      }
    },
    { accept: '.json' },
  )
}

export function Profiles() {
  const profiles = useProfiles((s) => s.profiles)
  return (
    <Section title="Profiles">
      <p className="a-hint">
        How each layout of columns was read, kept in this browser: the next file with the same header opens
        straight to the map. A profile holds header texts, offence wordings and choices, and no row.
      </p>
      {profiles.length > 0 && (
        <ul className="a-profiles">
          {profiles.map((p) => (
            <ProfileRow key={p.header.join('|')} profile={p} />
          ))}
        </ul>
      )}
      <Actions>
        {profiles.length > 0 && (
          <Button
            small
            icon="download"
            onClick={() => saveFile('cocoon-profiles.json', profilesFile(), 'application/json')}
          >
            Save profiles
          </Button>
        )}
        <Button small icon="upload" onClick={openProfiles}>
          Open profiles…
        </Button>
      </Actions>
    </Section>
  )
}
