/** Everything this browser keeps is erased: what would be lost with it is said before. */
import { useState } from 'react'
import { eraseEverything, NOT_OVERWRITTEN } from '../../state/erase.ts'
import { useVault } from '../../state/vault.ts'
import { unsentResults } from '../../state/visits.ts'
import { Button, Checkbox, Dialog, Notice, Section, toast } from '../../ui/index.ts'
import { many } from '../words.ts'

export function EraseAll() {
  const locked = useVault((s) => s.state === 'locked')
  const [open, setOpen] = useState(false)
  const [keepLog, setKeepLog] = useState(true)
  // a locked log cannot be read, so it cannot be kept: whoever forgot the passphrase must still be able to begin afresh
  const keeps = keepLog && !locked
  const [unsent, setUnsent] = useState(0)
  const ask = () => {
    setOpen(true)
    // what cannot be counted must not keep anyone from erasing
    unsentResults().then(setUnsent, () => setUnsent(0))
  }
  const erase = async () => {
    setOpen(false)
    try {
      await eraseEverything(keeps)
      toast({ text: keeps ? 'Erased. The log was kept.' : 'Erased, the log too.' })
    } catch (error) {
      toast({ text: `Not everything was erased. ${(error as Error).message}`, tone: 'bad' })
    }
  }
  return (
    <Section title="Erase">
      <Button variant="danger" icon="trash" onClick={ask}>
        Erase everything…
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Erase everything?"
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button variant="danger" onClick={() => void erase()}>
              Erase
            </Button>
          </>
        }
      >
        <p>
          Incidents, addresses, filters, results, visits, rounds, settings and remembered names are taken out
          of this page, of its other tabs and of this browser. Your files on disk and the app itself are
          untouched. This cannot be undone.
        </p>
        {unsent > 0 && (
          <Notice tone="bad">
            {many(unsent, 'result')} of rounds walked on this device {unsent === 1 ? 'is' : 'are'} not yet
            sent and would be lost: save {unsent === 1 ? 'it' : 'them'} first, under “Rounds on this device”.
          </Notice>
        )}
        {locked && (
          <Notice tone="bad">
            What this browser keeps is locked: results of rounds that are not yet sent may be among it, and
            the log goes too: it can be kept only once the passphrase was typed.
          </Notice>
        )}
        <p className="a-hint">{NOT_OVERWRITTEN}</p>
        {!locked && <Checkbox label="Keep the log" value={keepLog} onChange={setKeepLog} />}
        {!keeps && !locked && (
          <Notice tone="warn">
            Save the log first if your force asks you to account for what was printed and saved.
          </Notice>
        )}
      </Dialog>
    </Section>
  )
}
