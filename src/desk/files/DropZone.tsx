/** Files may be dropped anywhere on the page, or chosen. */
import { useEffect, useState } from 'react'
import { type DeclinedFile, type Importing, setSession, useStore } from '../../state/store.ts'
import { askForFiles, Notice, Progress, toast } from '../../ui/index.ts'
import { Ask } from './Ask.tsx'
import { count } from '../words.ts'
import { type Dropped, filesDropped, MOST_FILES } from './dropped.ts'
import { openFiles } from './open.ts'

/**
 * Asks for files. A browser that counts Ctrl O as its own gives the page no right to open a chooser by it: then the button
 * that may is put under the hand, and it is said.
 */
export function chooseFiles(): void {
  if ((navigator as Partial<Navigator>).userActivation?.isActive === false) {
    document.querySelector<HTMLElement>('.a-open')?.focus()
    toast({ text: 'This browser opens its file chooser only from a button: press Enter now.' })
    return
  }
  askForFiles((files) => void openFiles(files), { multiple: true })
}

/** Opens what was dropped; a folder without files, or one that cannot be read, is told. */
async function openDropped(drop: DataTransfer): Promise<void> {
  const tell = (sentence: string, name = 'The folder') =>
    setSession({ declined: [...useStore.getState().declined, { name, sentence }] })
  // the drop holds nothing any more once it was waited for
  const holdsFiles = drop.types.includes('Files')
  let ended = false
  const cancel = () => {
    ended = true
    if (useStore.getState().importing?.cancel === cancel) setSession({ importing: undefined })
  }
  let found: Dropped
  try {
    found = await filesDropped(drop, () => {
      useStore.getState().importing?.cancel()
      setSession({ importing: { share: 0, doing: 'Looking through the folder', cancel }, declined: [] })
      return () => ended
    })
  } catch {
    cancel()
    tell(
      'It could not be read: it may have been moved, or this browser has no right to it. Drop its files instead.',
    )
    return
  }
  if (ended) return
  cancel()
  const { files, first, left, deep } = found
  if (files.length > 0) await openFiles(files)
  else if (holdsFiles && !deep) tell('It holds no files. Drop a folder with the files of a table in it.')
  // after what was opened: opening begins a new list
  if (left > 0)
    tell(
      `A drop of folders takes ${count(MOST_FILES)} files. Join them to one file, or drop the others by themselves.`,
      left === 1 ? first : `${first} and ${left - 1} more`,
    )
  if (deep) tell('It lies too deep in folders within folders. Drop it by itself.', deep)
}

/** Stops what is under way, and says what that left. */
function stop({ cancel, doing }: Importing): void {
  cancel()
  toast({
    text: doing.startsWith('Writing')
      ? 'Cancelled. Nothing was saved.'
      : 'Cancelled. What was loaded before is unchanged.',
  })
}

/** A file inside an archive by its own name. */
const short = (name: string): string => name.replace(/^.* › (.*\/)?/, '')

/** The sentence without the name it begins with, which stands before it. */
const sentenceOf = ({ name, sentence }: DeclinedFile): string =>
  sentence.startsWith(`${name} `) ? `It ${sentence.slice(name.length + 1)}` : sentence

/** Listens for drops on the whole page; shows progress, and the sentence for each file that could not be used. */
export function DropZone() {
  const [over, setOver] = useState(false)
  const importing = useStore((s) => s.importing)
  const declined = useStore((s) => s.declined)

  useEffect(() => {
    let depth = 0
    const carriesFiles = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false
    const enter = (e: DragEvent) => carriesFiles(e) && (depth++, setOver(true))
    const leave = (e: DragEvent) => carriesFiles(e) && --depth <= 0 && setOver(false)
    const hold = (e: DragEvent) => carriesFiles(e) && e.preventDefault()
    const drop = (e: DragEvent) => {
      if (!carriesFiles(e)) return
      e.preventDefault()
      depth = 0
      setOver(false)
      if (e.dataTransfer) void openDropped(e.dataTransfer)
    }
    const all = { dragenter: enter, dragleave: leave, dragover: hold, drop }
    for (const [type, f] of Object.entries(all)) window.addEventListener(type, f as EventListener)
    return () => {
      for (const [type, f] of Object.entries(all)) window.removeEventListener(type, f as EventListener)
    }
  }, [])

  return (
    <>
      {over && (
        <div className="a-drop" aria-hidden="true">
          <p>Drop to open. Nothing leaves this machine.</p>
        </div>
      )}
      <div className="a-told">
        {importing && (
          <Progress label={importing.doing} share={importing.share} onCancel={() => stop(importing)} />
        )}
        {declined.map((d) => (
          <Notice
            key={d.name + d.sentence}
            tone="bad"
            onClose={() => setSession({ declined: useStore.getState().declined.filter((x) => x !== d) })}
          >
            <strong>{short(d.name)}</strong> {/ and \d+ more$/.test(d.name) ? 'were' : 'was'} not opened.{' '}
            {sentenceOf(d)}
            {d.table && d.files && <Ask declined={d} />}
          </Notice>
        ))}
      </div>
    </>
  )
}
