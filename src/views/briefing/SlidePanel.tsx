/** One slide of the same parts as the briefing: as PowerPoint whose text can be edited, as a picture, as PDF. */
import { useEffect, useRef, useState } from 'react'
import { BriefingPicture } from '../../print/index.ts'
import { useStore } from '../../state/store.ts'
import { Button, EmptyState, PanelFoot, PanelHead, Progress } from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import './briefing.css'
import { Keep } from './BriefingPanel.tsx'
import { printSlide, saveSlide, saveSlidePicture } from './make.tsx'
import { screensOf } from './parts.tsx'
import { useMeeting } from './useMeeting.ts'

/** Width of the slide, CSS px. */
const SLIDE = 1280

function Slide() {
  const notes = useStore((s) => s.project.briefingNotes)
  const { choice, drafts, waiting, missing, props, doing, make, cancel } = useMeeting(notes)
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(500)
  useEffect(() => {
    if (!box.current) return
    const watch = new ResizeObserver(([e]) => e.contentRect.width > 0 && setWidth(e.contentRect.width))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  const none = choice.parts.length === 0
  const busy = doing !== undefined
  return (
    <>
      {screensOf(choice).map((s) => (
        <Keep key={s.id} screen={s} />
      ))}
      <PanelHead
        title={none ? 'Nothing is chosen for the slide' : `One slide of ${many(drafts.length, 'answer')}`}
      >
        {waiting > 0
          ? `${drafts.length - waiting} of ${many(drafts.length, 'part')} ready`
          : missing
            ? 'Its map is being drawn'
            : 'It takes the parts, their order and your words from Briefing.'}
      </PanelHead>
      {doing && <Progress label={doing.what} share={doing.share} onCancel={cancel} />}
      <div ref={box}>
        {!none && (
          <div className="bf-roll" data-theme="paper" inert aria-hidden="true">
            <div style={{ zoom: Math.min(1, (width - 2) / SLIDE) }} className="bf-slide-in">
              <BriefingPicture {...props} slide />
            </div>
          </div>
        )}
      </div>
      <PanelFoot>
        <Button
          variant="primary"
          icon="download"
          barred={none && 'Nothing is chosen: take a part under Briefing.'}
          busy={busy}
          onClick={() => void make(saveSlide)}
        >
          Save as PowerPoint
        </Button>
        <Button
          icon="download"
          barred={none && 'Nothing is chosen: take a part under Briefing.'}
          busy={busy}
          onClick={() => void make(saveSlidePicture)}
        >
          Save as PNG
        </Button>
        <Button
          icon="print"
          barred={none && 'Nothing is chosen: take a part under Briefing.'}
          busy={busy}
          onClick={() => void make(printSlide)}
        >
          Print or save as PDF
        </Button>
      </PanelFoot>
    </>
  )
}

/** The slide for the meeting. */
export function SlidePanel() {
  const loaded = useStore((s) => s.incidents !== undefined)
  if (loaded) return <Slide />
  return (
    <EmptyState icon="chart" title="No incidents to make a slide of">
      Press Open…, drop a file on the page, or open the sample town under Data.
    </EmptyState>
  )
}
