/** Choices the import made that are no faults: each with the switch that makes the other one. */
import type { ImportReport, PersonalCounts } from '../contract.ts'
import type { Trouble } from './repairs.ts'

const total = (p: PersonalCounts): number => p.phone + p.email + p.vehicle + p.birth + p.nino + p.name

/** Sheds, details of people, layers: what was found and what was done. */
export function choicesOf({ sheds, personal, layers = [] }: ImportReport): Trouble[] {
  const out: Trouble[] = []
  const put = (what: string, n: number, repairs: Trouble['repairs']) =>
    out.push({ severity: 'info', what, n, examples: [], repairs })
  if (sheds && sheds.n > 0)
    put(
      `burglaries of sheds, garages or unconnected buildings ${sheds.asHome ? 'count' : 'do not count'} as residential burglary`,
      sheds.n,
      [
        { label: 'Keep them apart', on: !sheds.asHome, patch: { sheds: undefined } },
        { label: 'Count them as residential', on: sheds.asHome, patch: { sheds: 'home' } },
      ],
    )
  if (personal && total(personal) > 0)
    put(`details of people in free text: ${personal.kept ? 'kept' : 'masked'}`, total(personal), [
      { label: 'Mask them', on: !personal.kept, patch: { personal: undefined } },
      { label: 'Keep them', on: personal.kept ?? false, patch: { personal: 'keep' } },
    ])
  if (layers.length > 1)
    put(
      'the file has several layers of incidents: one was read',
      layers.find((l) => l.read)?.rows ?? 0,
      layers.map((l) => ({ label: `Read “${l.name}”`, on: l.read, patch: { layer: l.name } })),
    )
  return out
}
