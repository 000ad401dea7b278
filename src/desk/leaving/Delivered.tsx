/** What was delivered: the list's coverage beside the published figures, with what each share is a share of. */
import { useEffect, useMemo } from 'react'
import { listCoverage } from '../../cocoon/coverage.ts'
import type { CocoonList } from '../../cocoon/list.ts'
import type { Homes } from '../../core/places/homes.ts'
import { useStore } from '../../state/store.ts'
import { Facts, Notes, Section } from '../../ui/index.ts'
import { many } from '../words.ts'
import { note } from './account.ts'
import { useNoVisitWords } from './noVisit.ts'

const percent = (x: number) => (Number.isNaN(x) ? 'no home yet' : `${Math.round(x)}%`)

/** Opening a list is a consultation: it is logged once it has been looked at for a moment. */
export function useListOpened(list: Pick<CocoonList, 'id' | 'visits'>): void {
  const sample = useStore((s) => s.incidents?.sample ?? true)
  const { id } = list
  const n = list.visits.length
  useEffect(() => {
    if (sample || n === 0) return
    const timer = setTimeout(() => void note('open list', many(n, 'call'), id), 3000)
    return () => clearTimeout(timer)
  }, [sample, id, n])
}

export function Delivered({ list, homes }: { list: CocoonList; homes: Homes }) {
  const visits = useStore((s) => s.visits)
  const c = useMemo(() => listCoverage(list, homes, visits), [list, homes, visits])
  const noVisit = useNoVisitWords(`the ${many(c.listed, 'home')} of this list`)
  // who was found vacant was called on all the same
  const none = c.shares[0].n === 0 && c.occupied === c.listed
  return (
    <Section title="Delivered">
      {c.listed === 0 ? (
        <p>No home is on this list.</p>
      ) : none ? (
        <p>{noVisit} Save the rounds to phones, then drop the files that come back on this page.</p>
      ) : (
        <Facts
          facts={c.shares.map((s) => ({
            label: s.label,
            value: (
              <>
                <b>{percent(s.percent)}</b> ({s.n} of {s.of}) · published {s.published}%
              </>
            ),
          }))}
        />
      )}
      <Notes
        title="What these figures count"
        notes={[
          `${many(c.listed, 'home')} around the burglaries of this list; ${c.listed - c.occupied} found vacant or not a dwelling and not counted.`,
          'Homes are counted, not visits: a home is as well covered as its best visit since its burglary.',
          'In time means by the due time of the protocol.',
          c.source,
        ]}
      />
    </Section>
  )
}
