/** Opening a file that lies on the page's own server, such as the nightly extract beside it. */
import { useEffect, useRef, useState } from 'react'
import { count } from '../../desk/words.ts'
import { Button, Dialog, TextField } from '../../ui/index.ts'

/** The dialog: an address on this server. */
export function FromServer({ onClose }: { onClose: () => void }) {
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [fetched, setFetched] = useState(0)
  const under = useRef<AbortController>(undefined)
  // whoever closes the dialog wants no more of it
  useEffect(() => () => under.current?.abort(), [])
  const open = async () => {
    const here = new AbortController()
    under.current = here
    setBusy(true)
    setFetched(0)
    setProblem(undefined)
    try {
      const { openFromServer } = await import('../../desk/files/fromServer.ts')
      await openFromServer(address, {
        signal: here.signal,
        came: (bytes) => setFetched(Math.floor(bytes / 2 ** 20)),
      })
      onClose()
    } catch (error) {
      if (here.signal.aborted) return
      setProblem((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Open from this server"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy}
            barred={address.trim() === '' && 'Write the address of a file first.'}
            onClick={() => void open()}
          >
            Open
          </Button>
        </>
      }
    >
      <form
        className="a-form"
        onSubmit={(e) => {
          e.preventDefault()
          if (!busy && address.trim() !== '') void open()
        }}
      >
        <TextField
          label="Address on this server"
          value={address}
          onChange={setAddress}
          placeholder="data/extract.parquet"
          problem={problem}
          help="Counted from the folder of this page. No other server is asked."
        />
      </form>
      <p className="a-hint" role="status">
        {busy && (fetched > 0 ? `Fetching: ${count(fetched)} MB so far.` : 'Asking the server.')}
      </p>
      <p className="a-hint">
        Of a Parquet file only the pieces that are read are fetched, where the server gives parts of files;
        any other file is fetched whole. It is read here, and nothing is sent.
      </p>
    </Dialog>
  )
}
