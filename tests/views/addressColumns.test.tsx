/** The columns of an address file on the page: what its notes ask to be told can be told there. */
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { HomesReport } from '../../src/import/contract.ts'
import type { LoadedHomes } from '../../src/state/types.ts'
import { Columns } from '../../src/views/data/Addresses.tsx'

it('offers the flat, the name and the number where none of them was found in the file', () => {
  const report: HomesReport = {
    header: ['UPRN', 'SAO/PAO', 'Street', 'X', 'Y'],
    columns: [{ field: 'street', column: 'Street', evidence: 'named “Street”' }],
    ...{ crs: 'EPSG:27700', merged: 0, sharedPoints: 2, refused: 0 },
  }
  const page = renderToString(<Columns report={report} homes={{ notes: [] } as never as LoadedHomes} />)
  for (const label of ['Flat', 'House or building name', 'House number'])
    expect(page).toContain(`>${label}</label>`)
})
