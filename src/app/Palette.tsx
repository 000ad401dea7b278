/** The palette over everything the page can do, and every place one can name. */
import { useMemo } from 'react'
import { placeCommands } from '../desk/places.ts'
import { type Command, CommandPalette, type Heard } from '../ui/index.ts'
import { OTHER_WORDS } from '../views/otherWords.ts'

export const Palette = ({
  onClose,
  commands,
  heard,
}: {
  onClose: () => void
  commands: readonly Command[]
  heard: Heard
}) => {
  const found = useMemo(() => commands.map((c) => ({ ...c, also: OTHER_WORDS[c.id] })), [commands])
  return <CommandPalette open onClose={onClose} commands={found} more={placeCommands} heard={heard} />
}
