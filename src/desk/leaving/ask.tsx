/** Questions asked from anywhere: a passphrase, who and why, and "are you sure". One at a time. */
import { keptStore } from '../../core/base/kept.ts'
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { create } from 'zustand'
import { giveReason, IDLE, NOT_PROOF, stillHere } from '../../state/log.ts'
import { keepSettings, useSettings } from '../../state/settings.ts'
import { Button, Dialog, Notice, TextField } from '../../ui/index.ts'

type Question =
  | {
      readonly kind: 'passphrase'
      readonly file: string
      readonly problem?: string
      readonly of: 'file' | 'folder'
      answer(a?: string): void
    }
  | { readonly kind: 'reason'; readonly what: string; answer(a?: string): void }
  | {
      readonly kind: 'sure'
      readonly title: string
      readonly text: string
      readonly yes: string
      answer(a?: string): void
    }

const useQuestion = keptStore(create<{ readonly waiting: readonly Question[] }>(() => ({ waiting: [] })))

type Asked = Question extends infer Q ? (Q extends Question ? Omit<Q, 'answer'> : never) : never

const ask = (q: Asked): Promise<string | undefined> =>
  new Promise((resolve) => {
    const question = {
      ...q,
      answer: (a?: string) => {
        useQuestion.setState((s) => ({ waiting: s.waiting.filter((w) => w !== question) }))
        resolve(a)
      },
    } as Question
    useQuestion.setState((s) => ({ waiting: [...s.waiting, question] }))
  })

/** Asks for the passphrase of a file, or of a team's folder; undefined when the user gives up. */
export const askPassphrase = (file: string, problem?: string, of: 'file' | 'folder' = 'file') =>
  ask({ kind: 'passphrase', file, problem, of })

/** Asks who and why and remembers both for today; false when the user thinks better of it. */
export const askReason = async (what: string) => (await ask({ kind: 'reason', what })) !== undefined

/** Asks whether to go on. */
export const askSure = async (title: string, text: string, yes: string) =>
  (await ask({ kind: 'sure', title, text, yes })) !== undefined

/** A dialog whose Enter key is its main action. */
function Form({
  title,
  yes,
  onYes,
  onNo,
  children,
}: {
  title: string
  yes: string
  onYes: () => void
  onNo: () => void
  children: ReactNode
}) {
  const id = useId()
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onYes()
  }
  return (
    <Dialog
      open
      keep
      onClose={onNo}
      title={title}
      actions={
        <>
          <Button onClick={onNo}>Cancel</Button>
          <Button type="submit" form={id} variant="primary">
            {yes}
          </Button>
        </>
      }
    >
      <form id={id} className="a-form" onSubmit={submit}>
        <BeginHere form={id} />
        {children}
      </form>
    </Dialog>
  )
}

/** Puts the focus into the first field that is still empty: whoever is asked wants to answer, not to look for the field. */
function BeginHere({ form }: { form: string }) {
  useEffect(() => {
    const fields = [...(document.getElementById(form)?.querySelectorAll('input') ?? [])]
    ;(fields.find((f) => f.value === '') ?? fields[0])?.focus()
  }, [form])
  return null
}

function Passphrase({ q }: { q: Extract<Question, { kind: 'passphrase' }> }) {
  const [words, setWords] = useState('')
  return (
    <Form
      title={`This ${q.of} is locked`}
      yes="Open"
      onYes={() => words.trim() && q.answer(words)}
      onNo={() => q.answer()}
    >
      {q.problem && <Notice tone="bad">{q.problem}</Notice>}
      <TextField label={`Passphrase of ${q.file}`} mono value={words} onChange={setWords} />
      <p className="a-hint">
        It does not leave this machine. Nobody can open the {q.of} without it, and nobody can look it up.
      </p>
    </Form>
  )
}

const WHYS = ['Cocooning visits', 'Briefing', 'Supervision', 'Analysis', 'Sharing with another team']

function Reason({ q }: { q: Extract<Question, { kind: 'reason' }> }) {
  const known = useSettings((s) => s.printedBy)
  const [who, setWho] = useState(known)
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const missing = (text: string, what: string) =>
    tried && !text.trim() ? `${what} is needed for the log.` : undefined
  return (
    <Form
      title="Who and why?"
      yes="Go on"
      onYes={() => {
        setTried(true)
        if (!who.trim() || !why.trim()) return
        giveReason(who, why)
        if (who.trim() !== known) keepSettings({ printedBy: who.trim() })
        q.answer('given')
      }}
      onNo={() => q.answer()}
    >
      <p>
        About to leave this page: <b>{q.what}</b>. It holds homes or places of crime: say who takes it, and
        why. This is asked once a day, and again after {IDLE} idle minutes or for another name.
      </p>
      <TextField
        label="Who"
        placeholder="name or collar number"
        value={who}
        problem={missing(who, 'Who')}
        onChange={setWho}
      />
      <TextField
        label="Why"
        list={WHYS}
        placeholder="such as cocooning visits"
        value={why}
        problem={missing(why, 'Why')}
        onChange={setWhy}
      />
      <p className="a-hint">{NOT_PROOF}</p>
    </Form>
  )
}

/** Where questions appear; placed once on each page. It also sees that somebody is still at work there. */
export function Asking() {
  useEffect(() => {
    const here = () => stillHere()
    const ways = ['pointerdown', 'keydown'] as const
    for (const w of ways) document.addEventListener(w, here, { capture: true, passive: true })
    return () => ways.forEach((w) => document.removeEventListener(w, here, { capture: true }))
  }, [])
  const q = useQuestion((s) => s.waiting[0])
  if (!q) return null
  // a second question of the same kind starts with empty fields
  const key = useQuestion.getState().waiting.length
  if (q.kind === 'passphrase') return <Passphrase key={`${q.file}${q.problem ?? ''}${key}`} q={q} />
  if (q.kind === 'reason') return <Reason q={q} />
  return (
    <Form title={q.title} yes={q.yes} onYes={() => q.answer('yes')} onNo={() => q.answer()}>
      <p>{q.text}</p>
    </Form>
  )
}
