/** The keys of the page: made of the same commands that the palette and the hotkeys use. */
import type { ReactNode } from 'react'
import { keepSettings, useSettings } from '../state/settings.ts'
import { Button, Checkbox, type Command, Dialog, isSingle, keyWords, Section } from '../ui/index.ts'

/** What keys do where they are pressed on a thing, not from anywhere. */
const PLACES: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'On the map',
    keys: [
      ['Arrows', 'move the map'],
      ['+ −', 'nearer, farther'],
      ['Enter', 'say what is at the crosshair'],
      ['Esc', 'clear what is chosen'],
    ],
  },
  {
    title: 'On the timeline',
    keys: [
      ['Arrows', 'move an end of the period, or the whole, by a bar'],
      ['Page Up, Page Down', 'by six bars'],
      ['Home, End', 'to the ends'],
      ['Esc', 'clear the period'],
    ],
  },
  {
    title: 'While the past is played',
    keys: [
      ['Space', 'play, pause'],
      ['← →', 'one step back, one on'],
      ['Home, End', 'first day, last day'],
      ['Esc', 'stop'],
    ],
  },
  {
    title: 'In tables and menus',
    keys: [
      ['Arrows', 'from row to row'],
      ['Enter', 'choose the row, and show it on the map'],
    ],
  },
]

const Line = ({ keys, children }: { keys: string; children: ReactNode }) => (
  <>
    <dt>
      <kbd>{keys}</kbd>
    </dt>
    <dd>{children}</dd>
  </>
)

export function Shortcuts({
  open,
  onClose,
  commands,
}: {
  open: boolean
  onClose: () => void
  commands: readonly Command[]
}) {
  const single = useSettings((s) => s.singleKeys)
  const keyed = commands.filter((c) => c.keys)
  const group = (title: string, list: readonly Command[]) =>
    list.length > 0 && (
      <Section title={title}>
        <dl className="a-keys">
          {list.map((c) => (
            <Line key={c.id} keys={keyWords(c.keys!)}>
              {c.title}
            </Line>
          ))}
        </dl>
      </Section>
    )
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keys"
      width={560}
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {group(
        'From anywhere',
        keyed.filter((c) => !c.keys!.startsWith('g ') && (single || !isSingle(c.keys!))),
      )}
      {single &&
        group(
          'Go to a view',
          keyed.filter((c) => c.keys!.startsWith('g ')),
        )}
      {PLACES.map((p) => (
        <Section key={p.title} title={p.title}>
          <dl className="a-keys">
            {p.keys.map(([keys, what]) => (
              <Line key={keys} keys={keys}>
                {what}
              </Line>
            ))}
          </dl>
        </Section>
      ))}
      <Checkbox
        label="Single keys work from anywhere"
        help="Keys without Ctrl, such as ? and G. Turn them off if you speak to this computer or use a switch."
        value={single}
        onChange={(singleKeys) => keepSettings({ singleKeys })}
      />
    </Dialog>
  )
}
