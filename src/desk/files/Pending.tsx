/** Asks for the files of work that was kept, by their names. */
import { showDay, dayOf, minuteNow, showTime } from '../../core/base/time.ts'
import { useStore } from '../../state/store.ts'
import { WORK_DAYS } from '../../state/work.ts'
import { Actions, Button, Notice } from '../../ui/index.ts'
import { fileWords } from '../words.ts'
import { chooseFiles } from './DropZone.tsx'
import { letGoOfWork, goOnAnyway, usePending, workWords } from './resume.ts'

const listed = (names: readonly string[]): string => {
  const all = [...new Set(names.map(fileWords))]
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? 'its file')
}

export function Pending() {
  const work = usePending((s) => s.work)
  const incidents = useStore((s) => s.incidents)
  if (!work) return null
  const at = minuteNow(new Date(work.at))
  const other = incidents && !incidents.sample
  const which = work.oneByOne
    ? `the ${other ? 'next' : 'first'}`
    : work.files.length === 1
      ? listed(work.files)
      : 'them'
  return (
    <Notice tone="warn">
      <strong>
        Drop {listed(work.files)} again{work.oneByOne ? ', one after the other as before,' : ''} to go on.
      </strong>{' '}
      What you did with {work.files.length === 1 ? 'it' : 'them'} until {showDay(dayOf(at), { year: false })}{' '}
      {showTime(at)} is kept in this browser ({workWords(work)}); the rows themselves are not.{' '}
      {work.beside.length > 0 && `Open beside it: ${listed(work.beside)}. `}
      {other &&
        `${fileWords(incidents.name)} is another file or was read otherwise${work.oneByOne ? ', or the next is not added to it yet' : ''}. `}
      {incidents?.sample && (
        <strong>Until then all that is shown is of the invented sample town, not of your file. </strong>
      )}
      It is let go {WORK_DAYS} days after it was last changed.
      <Actions>
        <Button small variant="primary" icon="upload" onClick={chooseFiles}>
          Open {which}…
        </Button>
        {other && (
          <Button small onClick={goOnAnyway}>
            Use it with {fileWords(incidents.name)}
          </Button>
        )}
        <Button small variant="quiet" onClick={() => void letGoOfWork()}>
          Let it go
        </Button>
      </Actions>
    </Notice>
  )
}
