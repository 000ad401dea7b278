/** The handbook in the panel: the page that was chosen, and paper of it or of the whole. */
import { useState } from 'react'
import { HEADS } from '../../analyses/heads.ts'
import { printDocument, Sheet } from '../../print/index.ts'
import { Button, PanelFoot, Select } from '../../ui/index.ts'
import { methodPage, type Page, USERS } from './pages.ts'
import { Text } from './Text.tsx'
import './handbook.css'

const PAGES: readonly Page[] = [...USERS, ...HEADS.map(methodPage)]

/** Prints pages, each on a sheet of its own: the browser's dialogue saves them as PDF. */
const print = (pages: readonly Page[]) =>
  printDocument(
    pages.map((p) => (
      <Sheet key={p.id} className="report-sheet hb-sheet" marking="" left={`Cocoon handbook: ${p.title}`}>
        <Text text={p.text} />
      </Sheet>
    )),
  )

export function HandbookPanel() {
  const [id, setId] = useState(USERS[0].id)
  const page = PAGES.find((p) => p.id === id) ?? PAGES[0]
  return (
    <>
      <Select
        label="Page"
        value={page.id}
        onChange={setId}
        options={PAGES.map((p) => ({ value: p.id, label: p.title }))}
      />
      <article className="hb">
        <Text text={page.text} />
      </article>
      <PanelFoot>
        <Button variant="primary" icon="print" onClick={() => void print([page])}>
          Print this page
        </Button>
        <Button icon="print" onClick={() => void print(PAGES)}>
          Print all
        </Button>
      </PanelFoot>
    </>
  )
}
