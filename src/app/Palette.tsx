/** The palette over everything the page can do, and every place one can name. */
import { placeCommands } from '../desk/places.ts'
import { type Command, CommandPalette, type Heard } from '../ui/index.ts'

export const Palette = ({
  onClose,
  commands,
  heard,
}: {
  onClose: () => void
  commands: readonly Command[]
  heard: Heard
}) => <CommandPalette open onClose={onClose} commands={commands} more={placeCommands} heard={heard} />
