/** The palette over everything the page can do, and every place one can name. */
import { placeCommands } from '../desk/places.ts'
import { type Command, CommandPalette } from '../ui/index.ts'

export const Palette = ({ onClose, commands }: { onClose: () => void; commands: readonly Command[] }) => (
  <CommandPalette open onClose={onClose} commands={commands} more={placeCommands} />
)
