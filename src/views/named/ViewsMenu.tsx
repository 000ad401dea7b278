/** The menu of named views in the title bar, its dialog, and the commands of the palette. */
import { keptStore } from '../../core/base/kept.ts'
import { useEffect, useRef, useState } from 'react'
import { create } from 'zustand'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { type NamedView, problemWithName, useUsual } from '../../state/views.ts'
import {
  Button,
  type Command,
  Dialog,
  IconButton,
  Menu,
  type MenuEntry,
  Section,
  TextField,
} from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import './named.css'
import { deleteView, openView, renameView, saveView, takeUsual, usualViews, viewInFront } from './views.ts'

/** Whether the dialog is open: the menu, the palette and a key all open it. */
const useDialog = keptStore(create<{ readonly open: boolean }>(() => ({ open: false })))

/** Opens the dialog in which views are saved, renamed and deleted. */
export const openViews = (): void => useDialog.setState({ open: true })

/** The button beside Filter: the views, and the way to keep this one. */
export function ViewsMenu() {
  const views = useStore((s) => s.project.views)
  // what is in front is told by the whole project, and by the tab under Filter or Data
  useStore((s) => s.project)
  useSettings((s) => s.frame.front)
  useUsual()
  const front = viewInFront(views)
  const usual = usualViews()
  const entries: MenuEntry[] = [
    ...views.map((v, i): MenuEntry => ({
      id: `view-${i}`,
      label: v.name,
      icon: v === front ? 'check' : 'eye',
      run: () => openView(v),
    })),
    ...(usual.length > 0
      ? [
          {
            id: 'usual',
            label: `Use my usual views (${usual.length})`,
            icon: 'undo' as const,
            run: takeUsual,
          },
        ]
      : []),
    {
      id: 'keep',
      label: views.length > 0 ? 'Save, rename, delete…' : 'Save this view…',
      icon: 'save',
      shortcut: 'Ctrl Shift S',
      run: openViews,
    },
  ]
  return <Menu label="Views" icon="eye" entries={entries} />
}

/** One view in the dialog: its name, and what can be done with it. */
function ViewLine({
  view,
  views,
  current,
}: {
  view: NamedView
  views: readonly NamedView[]
  current: boolean
}) {
  const [name, setName] = useState<string>()
  const close = () => useDialog.setState({ open: false })
  const problem = name === undefined ? undefined : problemWithName(views, name, view.name)
  if (name !== undefined)
    return (
      <li>
        <form
          className="bf-view-rename"
          onSubmit={(e) => {
            e.preventDefault()
            if (problem) return
            if (name.trim() !== view.name) renameView(view, name)
            setName(undefined)
          }}
        >
          <TextField label={`New name of “${view.name}”`} value={name} problem={problem} onChange={setName} />
          <Button type="submit" small>
            Rename
          </Button>
          <Button small variant="quiet" onClick={() => setName(undefined)}>
            Cancel
          </Button>
        </form>
      </li>
    )
  return (
    <li>
      <button
        type="button"
        className="bf-view-name"
        aria-current={current || undefined}
        onClick={() => {
          openView(view)
          close()
        }}
      >
        {view.name}
        {current && <span className="bf-faint"> · in front</span>}
      </button>
      <Button small onClick={() => saveView(view.name)} barred={current && 'It is in front as it stands.'}>
        Update to this
      </Button>
      <IconButton icon="edit" label={`Rename “${view.name}”`} onClick={() => setName(view.name)} />
      <IconButton icon="trash" label={`Delete “${view.name}”`} onClick={() => deleteView(view)} />
    </li>
  )
}

/** Save, open, rename, update, delete. Asked for while a file is being opened, it waits for that file. */
export function ViewsDialog() {
  const asked = useDialog((s) => s.open)
  const open = useStore((s) => asked && (s.incidents !== undefined || !s.ready))
  const close = () => useDialog.setState({ open: false })
  return (
    <Dialog open={open} onClose={close} title="Views" actions={<Button onClick={close}>Done</Button>}>
      <ViewsForm />
    </Dialog>
  )
}

function ViewsForm() {
  const views = useStore((s) => s.project.views)
  useStore((s) => s.project)
  useUsual()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const problem = problemWithName(views, name)
  const usual = usualViews()
  const front = viewInFront(views)
  const form = useRef<HTMLFormElement>(null)
  // whoever opens this wants to type a name
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <>
      <form
        ref={form}
        className="bf-view-save"
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (problem) return
          saveView(name)
          setName('')
          setTried(false)
        }}
      >
        <TextField
          label="Save what is shown now as"
          help="Filters, as-at date, settings, what is on the map, and where the map stands. “Last 28 days” stays the last 28 days of the file it is opened with. No incident is in it; a circle around one tells where that was."
          placeholder="such as Burglary in Beat 4"
          value={name}
          problem={tried ? problem : undefined}
          onChange={setName}
        />
        <Button type="submit" variant="primary">
          Save view
        </Button>
      </form>
      {views.length > 0 && (
        <Section title={many(views.length, 'view')}>
          <ul className="bf-views">
            {views.map((v) => (
              <ViewLine key={v.name} view={v} views={views} current={v === front} />
            ))}
          </ul>
        </Section>
      )}
      {usual.length > 0 && (
        <p>
          <Button small onClick={takeUsual}>
            Use my usual views ({usual.length})
          </Button>{' '}
          <span className="bf-faint">{usual.map((v) => v.name).join(', ')}</span>
        </p>
      )}
      <p className="bf-faint">
        Views are saved in the project file and remembered in this browser for files of the same layout.
      </p>
    </>
  )
}

/** Each view as a command, and the dialog. */
export const viewCommands = (views: readonly NamedView[]): Command[] => [
  ...views.map((v, i): Command => ({
    id: `view-${i}`,
    title: `View: ${v.name}`,
    hint: 'named view',
    icon: 'eye',
    run: () => openView(v),
  })),
  {
    id: 'views',
    title: 'Save this view…',
    hint: 'open, rename or delete named views',
    keys: 'mod+shift+s',
    icon: 'save',
    run: openViews,
  },
]
