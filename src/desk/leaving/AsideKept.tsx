/** What was kept and could not be read: said, saved for whoever can mend it, or erased. */
import { asideText, forgetAside, loadAside, useAside } from '../../state/aside.ts'
import { Actions, Button, Notice, saveFile, Section, toast } from '../../ui/index.ts'
import { many } from '../words.ts'
import { accountFor, note } from './account.ts'

const words = (n: number): string =>
  `${many(n, 'kept record')} could not be read and ${n === 1 ? 'was' : 'were'} put aside. Everything else is here.`

/** Looks for records that were put aside, now or earlier, and says how many. Read the other kinds first. */
export async function tellAside(): Promise<void> {
  await loadAside().catch(() => undefined)
  const n = useAside.getState().aside.length
  if (n > 0) toast({ text: `${words(n)} Under Data you can save or erase them.`, tone: 'bad' })
}

/** Says that another tab erased everything. */
export const tellErased = (): void => toast({ text: 'Everything was erased, from another tab of this page.' })

export function AsideKept() {
  const aside = useAside((s) => s.aside)
  if (aside.length === 0) return null
  const save = async () => {
    if (!(await accountFor('export', `${many(aside.length, 'record')} put aside`))) return
    saveFile('cocoon-put-aside.json', asideText(aside), 'application/json')
  }
  const erase = async () => {
    try {
      await forgetAside()
      await note('erase', many(aside.length, 'record') + ' put aside')
    } catch (error) {
      toast({ text: (error as Error).message, tone: 'bad' })
    }
  }
  return (
    <Section title="Put aside">
      <Notice tone="warn">
        {words(aside.length)} They count nowhere. The file holds them as they were kept, readable for anyone
        who gets it.
      </Notice>
      <ul className="a-plain">
        {aside.slice(0, 10).map((a) => (
          <li key={a.name}>{a.name.slice(0, 80)}</li>
        ))}
        {aside.length > 10 && <li>and {aside.length - 10} more</li>}
      </ul>
      <Actions>
        <Button small icon="download" onClick={() => void save()}>
          Save what was put aside
        </Button>
        <Button small icon="trash" onClick={() => void erase()}>
          Erase it
        </Button>
      </Actions>
    </Section>
  )
}
