/** The briefing: what goes in beside the paper as it will look, and one button for each way out. */
import { useState } from 'react'
import type { Screen } from '../../analyses/contract.ts'
import { BriefingSheet } from '../../print/index.ts'
import { change, useStore } from '../../state/store.ts'
import {
  Button,
  EmptyState,
  Field,
  NumberField,
  PanelFoot,
  PanelHead,
  Progress,
  Section,
  Segmented,
  Switch,
} from '../../ui/index.ts'
import { useRun } from '../../desk/useRun.ts'
import { many } from '../../desk/words.ts'
import './briefing.css'
import { choose, ROWS } from './choice.ts'
import { printBriefing, saveBriefingPicture } from './make.tsx'
import { Paper } from './Paper.tsx'
import { screensOf } from './parts.tsx'
import { PartsList } from './PartsList.tsx'
import { useMeeting } from './useMeeting.ts'

/** Keeps one analysis up to date while the briefing is in front. */
export function Keep({ screen }: { screen: Screen<any, any> }) {
  useRun(screen, true)
  return null
}

/** Free text, kept in the project as one step once it is left. */
function NotesField({ value, onDraft }: { value: string; onDraft: (text: string) => void }) {
  return (
    <Field
      label="What we make of it, and what should be done"
      help="Your own words, printed on page one and kept in the project. A blank line begins a paragraph."
    >
      {(w) => (
        <textarea
          autoComplete="off"
          {...w}
          className="bf-notes"
          rows={5}
          maxLength={20_000}
          value={value}
          onChange={(e) => onDraft(e.target.value)}
          onBlur={(e) => {
            if (e.target.value !== useStore.getState().project.briefingNotes)
              change('briefing notes', { briefingNotes: e.target.value })
          }}
        />
      )}
    </Field>
  )
}

function Meeting() {
  const kept = useStore((s) => s.project.briefingNotes)
  const [draft, setDraft] = useState<{ text: string; from: string }>()
  // undo puts other words under the draft: then the draft is over
  const notes = draft && draft.from === kept ? draft.text : kept
  const { choice, drafts, waiting, missing, props, doing, make, cancel } = useMeeting(notes)
  const none = choice.parts.length === 0
  return (
    <>
      {screensOf(choice).map((s) => (
        <Keep key={s.id} screen={s} />
      ))}
      <PanelHead
        title={
          none
            ? 'Nothing is chosen for the briefing'
            : waiting > 0
              ? `${drafts.length - waiting} of ${many(drafts.length, 'part')} ready`
              : `Briefing of ${many(drafts.length, 'part')}, ready to print`
        }
      >
        What changed, where, is it real, what should we do.
      </PanelHead>
      {doing && <Progress label={doing.what} share={doing.share} onCancel={cancel} />}
      <div className="bf-desk">
        <div>
          <Section title="What goes in">
            <PartsList choice={choice} drafts={drafts} />
          </Section>
          <Section title="How much">
            <NumberField
              label="Rows of each table"
              value={choice.rows}
              whole
              min={ROWS.min}
              max={ROWS.max}
              onChange={(rows) => choose({ rows })}
            />
            <Switch
              label="With house numbers"
              help="Off: streets without house numbers, in your own words too, and maps without dots on doors. A name of a house is not recognised. A briefing is passed around."
              value={choice.addresses}
              onChange={(addresses) => choose({ addresses })}
            />
          </Section>
          <NotesField value={notes} onDraft={(text) => setDraft({ text, from: kept })} />
        </div>
        <Paper busy={waiting > 0 || missing}>{none ? null : <BriefingSheet {...props} />}</Paper>
      </div>
      <PanelFoot>
        <Button
          variant="primary"
          icon="print"
          barred={none && 'Nothing is chosen: add a part above.'}
          busy={!!doing}
          onClick={() => void make(printBriefing)}
        >
          Print the briefing
        </Button>
        <Button
          icon="download"
          barred={none && 'Nothing is chosen: add a part above.'}
          busy={!!doing}
          onClick={() => void make(saveBriefingPicture)}
        >
          Save page one as PNG
        </Button>
        <Segmented
          label="Shape of the picture"
          value={choice.picture}
          onChange={(picture) => choose({ picture })}
          options={[
            { value: 'a4', label: 'A4' },
            { value: 'slide', label: 'Slide' },
          ]}
        />
      </PanelFoot>
    </>
  )
}

/** The briefing for the meeting. */
export function BriefingPanel() {
  const loaded = useStore((s) => s.incidents !== undefined)
  if (loaded) return <Meeting />
  return (
    <EmptyState icon="print" title="No incidents to brief from">
      Press Open…, drop a file on the page, or open the sample town under Data.
    </EmptyState>
  )
}
