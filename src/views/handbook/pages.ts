/** The handbook: a page for each user, written here, and one for each method, made from what the method says of itself. */
import type { Head } from '../../analyses/contract.ts'
import { type Schema, showValue } from '../../core/base/params.ts'
import { PLACES } from '../../desk/view.ts'

/** A page: headings, paragraphs and lists of Markdown, nothing else. */
export interface Page {
  readonly id: string
  readonly title: string
  readonly text: string
}

const ANALYST = `# For the analyst

You load an extract, find where and when crime is more than chance, and bring it to a meeting in a form that stands up to questions.

## A week's work

- **Open…** or drop the file on the page. Under Data each column, kind of crime and row left out is accounted for; correct what was guessed wrongly, and the correction is remembered for next week's file.
- Look at the header: the period in force, the as-at date and the file's last complete day. A file that ends days before the as-at date shows low counts that only mean that it ends.
- **This week** says what is above or below its own past. A range is what such a count did before; a single week above it is not yet a change.
- **Where**: Density shows where most crimes are, Cells which places are more than chance, Areas whether a beat or ward is out of line for its homes.
- **Pattern**: When, Repeat places, and Near repeats with its chains. Without near repeats in your own data, risk zones are a habit and no finding.
- **Series**: put crimes together by place, time and way of working, with the reason in words.
- **Did it work?**: write the plan before it starts, with its area, dates and the fall it could show. Afterwards the verdict is a word with an interval.
- **Report**: the briefing on two pages with an appendix, one slide, and a version that may be shown to anyone.

## If the page is closed

- What you do is kept as you do it. After a reload the page asks for your file by its name and goes on where you were; with a passphrase set (Data, Locked on this machine) it can keep the file too, until a day you choose.
- Save the project or a package as a file before a long break: a browser may clear what it keeps.

## What to say at the meeting

- Say the sentence at the top, then the row under it: n, estimate, 95% interval. Do not round the interval away.
- "Cannot tell" is a result. It means that the data hold both a fall and a rise.
- Never rank areas by counts alone where homes are known, and never call a density a hotspot "more than chance": that is what Cells is for.
- Recorded crime is not all crime: what is reported differs between places and people.

## Out of the tool

- **Save…** at a result or at the incidents gives GeoPackage with a style for QGIS, GeoJSON, GeoParquet, KML, or CSV with coordinates, grid reference, period and filter.
- The three dots at a chart, a table and the map copy or save it as a picture, with its source and marking under it.
- The same results come from the terminal: \`cocoon METHOD FILE\`; see the README.
`

const SERGEANT = `# For the sergeant

You have a shift, a few officers and more doors than time. Cocoon says which doors, in which order, by when, and what is still open.

## Before the shift

- **Tonight** opens first. Doors lists the homes to call at around each burglary; the number on the rail is what is still open.
- Choose how many rounds, and whom they go to. A round is a walk: nearest doors first, the soonest due before the rest.
- Print the rounds or send them to phones. The sheet names no victim; the burgled home is marked for the officer only.
- **Zones** says which places are live until when. **Patrol** gives each officer times and places: about a quarter of an hour at each, as UK practice has it.

## During and after

- **Delivery** begins with officers and minutes: what fits, and what stays undone. It shows what is done, late and left, by round, officer and beat. Records come back as files; sheets are typed in with number keys. “Week by week” counts for the inspector what was asked for and what was done: work, not an effect (\`cocoon delivery\` in a terminal).
- Split a round that is too long: its last calls get a sheet of their own with the same numbers. A home that is no longer on the list, because a crime was cancelled, say, is named at its round: tell the officer.
- A warning (a dog) or “do not call” with its reason and end is set under Delivery, by hand or from a file; a column Location warning of the extract counts too.
- Several machines see the same board through a shared folder: Data, Team folder.
- A door without an answer is called at again at another time of day; the second-visit list says when.
- Print the hand-over at the end of the shift. What is left stands on the current list, soonest due first.

## What it cannot say

- A zone is a rule of practice around a burglary, not a forecast that a home will be burgled.
- No alert does not mean that nothing happens; it means that this week is like the weeks before.
- Who did it, and why, stands in none of these figures.
`

const PCSO = `# For the PCSO

You knock on doors. The page on the phone, or the sheet of paper, is made to be read under a street lamp.

## A round

- Open the round that was sent to you. It works without a signal. Nothing is sent by itself: "3 to send" means that three results are on the phone; save or send them when the round is done.
- One door at a time: address, why, and by when. Tick what was said and given, write a note if needed, then press what happened.
- Each outcome takes one press; undo names what it takes back.
- **No answer** puts the door on the list of second visits for another time of day.

## At the door

- Say that a home nearby was burgled and that homes around are at more risk for some weeks. Do not say which home.
- The burgled home itself is called at too: it is at the highest risk of all. It stands in walking order, marked ★.
- Do not write down more about a person than the visit needs.

## If something is wrong

- A door that does not exist, or is no home: press **Vacant or not a home** and say so in the note.
- The page asks for its passphrase and you do not have it: type the number on the sheet and press what happened. It is locked as it is written, and goes to its door once the passphrase is typed.
- The phone is lost or changed: tell the sergeant at once. A round is hidden after its last day. What the phone keeps is locked, but unless a passphrase was set on the page only the phone's own lock guards it.
`

/** One for each user. */
export const USERS: readonly Page[] = [
  { id: 'analyst', title: 'For the analyst', text: ANALYST },
  { id: 'sergeant', title: 'For the sergeant', text: SERGEANT },
  { id: 'pcso', title: 'For the PCSO', text: PCSO },
]

const list = (items: readonly string[]): string => items.map((i) => `- ${i}`).join('\n')

/** The page of a method: what it says of itself, and each of its settings with its usual value. */
export function methodPage(s: Head<any>): Page {
  const place = PLACES.find((p) => p.id === s.group)?.title ?? ''
  const settings = Object.values(s.schema as Schema).map(
    (p) => `**${p.label}** (usually ${showValue(p, p.default) || 'none'}): ${p.help}`,
  )
  return {
    id: s.id,
    title: s.title,
    text: [
      `# ${s.title}`,
      `Under ${place} › ${s.tab ?? s.title}.`,
      s.about.what,
      '## It assumes',
      list(s.about.assumes),
      '## Do not use it when',
      list(s.about.notWhen),
      '## Settings',
      list(settings),
      '## Sources',
      list(s.about.references),
    ].join('\n\n'),
  }
}
