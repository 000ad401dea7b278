/** The name of a kind. */
import { type OffenceId, OFFENCES, offenceIndex } from '../../core/base/offences.ts'

export const kindLabel = (id: OffenceId): string => OFFENCES[offenceIndex(id)].label
