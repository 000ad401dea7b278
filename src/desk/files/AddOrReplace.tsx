/** One question when a second extract comes: add it to what is loaded, or put it in its place? */
import type { LoadedIncidents } from '../../state/store.ts'
import { Button, Dialog, Facts, Notice, Progress } from '../../ui/index.ts'
import { type AddQuestion, useAddQuestion } from './putInPlace.ts'
import { count, many, spanWords } from '../words.ts'
import { joinFacts } from './joinFacts.ts'

const about = ({ table }: LoadedIncidents): string => `${many(table.n, 'incident')}, ${spanWords(table)}`

/** Whether nothing in it is what Cocoon is for: more likely a partner's file than next week's extract. */
const isAlien = ({ report }: LoadedIncidents): boolean => report.wordings.every((w) => w.offence === 'other')

function Body({ loaded, added, counts, refused, share = 0, answer }: AddQuestion) {
  return (
    <>
      <Facts
        facts={[
          { label: `Loaded: ${loaded.name}`, value: about(loaded) },
          { label: `New: ${added.name}`, value: about(added) },
        ]}
      />
      {isAlien(added) && (
        <Notice tone="warn">
          No row of the new file is an offence Cocoon is for. If it is a partner’s (fires, ambulance calls),
          lay it over the map: it is drawn, and counted in nothing.
        </Notice>
      )}
      {refused ? (
        <Notice tone="warn">They cannot be added. {refused}</Notice>
      ) : counts ? (
        <>
          <p>Adding it to what is loaded would bring:</p>
          <Facts facts={joinFacts(counts)} />
          {counts.clashing > 0 && (
            <Notice tone="warn">
              {many(counts.clashing, 'crime number')} of the new file {counts.clashing === 1 ? 'is' : 'are'}{' '}
              loaded already for what looks like another crime. Both rows would be kept.
            </Notice>
          )}
        </>
      ) : (
        <Progress
          label={`Comparing the two: ${many(loaded.table.n, 'row')} with ${count(added.table.n)}`}
          share={share}
          onCancel={() => answer('neither')}
        />
      )}
    </>
  )
}

export function AddOrReplace() {
  const question = useAddQuestion((s) => s.question)
  if (!question) return null
  const { answer, counts, refused, added, loaded } = question
  return (
    <Dialog
      open
      keep
      width={660}
      onClose={() => answer('neither')}
      title="Add to what is loaded, or replace it?"
      actions={
        <>
          <Button onClick={() => answer('neither')}>Cancel</Button>
          <Button variant={isAlien(added) ? 'primary' : undefined} onClick={() => answer('over')}>
            Lay over the map, do not count
          </Button>
          <Button onClick={() => answer('replace')}>Replace all {count(loaded.table.n)}</Button>
          <Button
            variant={isAlien(added) ? undefined : 'primary'}
            barred={refused ?? (!counts && 'The files are still being compared.')}
            onClick={() => answer('add')}
          >
            Add {added.name}
          </Button>
        </>
      }
    >
      <Body {...question} />
    </Dialog>
  )
}
