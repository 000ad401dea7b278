/** The command palette: everything the page can do, found by a few letters. */
import './ariaStyle.ts'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'
import { findByLetters } from './findByLetters.ts'
import { keyWords } from './hotkeys.ts'
import { Icon, type IconName } from './icon.tsx'

export interface Command {
  readonly id: string
  readonly title: string
  /** where it belongs or what it does, faint, searched too */
  readonly hint?: string
  /** further words that find it, never shown, nearest first */
  readonly also?: string
  /** keys that run it from anywhere, as `Hotkeys` writes them */
  readonly keys?: string
  readonly icon?: IconName
  readonly run: () => void
}

/** Opens over the page; Enter runs the marked command and closes. Bind it to Ctrl K by `useHotkeys`. */
export const CommandPalette = ({
  open,
  onClose,
  commands,
  more,
  heard,
}: {
  open: boolean
  onClose: () => void
  commands: readonly Command[]
  /** further entries for what is typed, such as places */
  more?: (query: string) => readonly Command[]
  /** what was typed before the palette stood, and whether Enter came after it */
  heard?: { readonly text: string; readonly enter: boolean }
}) => (
  <ModalOverlay
    className="u-veil"
    data-top
    isOpen={open}
    onOpenChange={(on) => !on && onClose()}
    isDismissable
  >
    <Modal className="u-dialog u-palette">
      <AriaDialog className="u-dialog-in" aria-label="Find a command">
        <Finder commands={commands} more={more} onClose={onClose} heard={heard} />
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)

function Finder({
  commands,
  more,
  onClose,
  heard,
}: {
  commands: readonly Command[]
  more?: (query: string) => readonly Command[]
  onClose: () => void
  heard?: { readonly text: string; readonly enter: boolean }
}) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const beyond = useMemo(() => more?.(query) ?? [], [more, query])
  const named = findByLetters(
    query,
    commands,
    (c) => c.title,
    (c) => c.hint ?? '',
    (c) => c.also ?? '',
  )
  // what names a place in full comes before a command that has some of its letters
  const found = named.length > 0 && !/\d/.test(query) ? [...named, ...beyond] : [...beyond, ...named]
  const marked = Math.min(at, found.length - 1)
  useEffect(() => {
    // newer browsers return a promise here, which React would take for a clean-up
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' })
  }, [marked])

  const run = (c: Command | undefined) => {
    if (!c) return
    onClose()
    // the dialog gives the focus back first; a command may then move it
    setTimeout(c.run)
  }
  const [taken, setTaken] = useState(false)
  const done = useRef(false)
  useEffect(() => {
    if (done.current || !taken || !heard?.enter || heard.text === '' || query !== heard.text) return
    done.current = true
    run(found[0])
  })
  const onKeyDown = (e: KeyboardEvent) => {
    const by = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
    if (by) setAt((marked + by + found.length) % Math.max(1, found.length))
    else if (e.key === 'Enter') run(found[marked])
    else return
    e.preventDefault()
  }
  return (
    <>
      <div className="u-palette-search">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-label="Find a command"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}${marked}` : undefined}
          aria-autocomplete="list"
          placeholder="A place, or what you want to do"
          value={query}
          onChange={(e) => {
            setQuery(e.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          // letters may come until the moment the field stands, after it was drawn
          onFocus={() => {
            if (taken) return
            setTaken(true)
            if (heard?.text) setQuery(heard.text)
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <ul className="u-palette-list" role="listbox" id={id} aria-label="Commands" ref={list} tabIndex={-1}>
        {found.map((c, i) => (
          <li
            key={c.id}
            id={`${id}${i}`}
            role="option"
            aria-selected={i === marked}
            onPointerMove={() => setAt(i)}
            onClick={() => run(c)}
          >
            <span className="u-menu-icon">{c.icon && <Icon name={c.icon} />}</span>
            <span>{c.title}</span>
            {c.hint && <span className="u-palette-hint">{c.hint}</span>}
            {c.keys && <kbd>{keyWords(c.keys)}</kbd>}
          </li>
        ))}
      </ul>
      <p className="u-palette-none" role="status">
        {found.length === 0 && 'Nothing by that name. Try fewer letters.'}
      </p>
    </>
  )
}
