/** The palette over everything the page can do, and every place one can name. */
import { useMemo } from 'react'
import { placeCommands } from '../desk/places.ts'
import { type Command, CommandPalette, type Heard } from '../ui/index.ts'
import { ALSO } from '../views/also.ts'

export const Palette = ({
  onClose,
  commands,
  heard,
}: {
  onClose: () => void
  commands: readonly Command[]
  heard: Heard
}) => {
  const found = useMemo(() => commands.map((c) => ({ ...c, also: c.also ?? ALSO[c.id] })), [commands])
  return <CommandPalette open onClose={onClose} commands={found} more={placeCommands} heard={heard} />
}
