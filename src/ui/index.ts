/** Contents page of the screen's parts. None of them knows anything of crime. `ui.css` is imported once, in main. */
export { Button, IconButton } from './button.tsx'
export { Badge, Chip, TierChip } from './chip.tsx'
export { csvCell } from '../core/base/csv.ts'
export { copyText, saveFile } from './clipboard.ts'
export { DataTable } from './DataTable.tsx'
export {
  Checkbox,
  CheckboxGroup,
  DateField,
  Field,
  NumberField,
  NumbersField,
  Select,
  Switch,
  TextField,
} from './field.tsx'
export { Figures, type Figure } from './figures.tsx'
export { Icon, type IconName } from './icon.tsx'
export { CheckMenu, Help, Menu, Pop, type MenuEntry } from './menu.tsx'
export { Actions, Disclosure, Facts, HowSure, Notes, PanelHead, Section } from './section.tsx'
export { EmptyState, ErrorBoundary, ErrorCard, Notice, Progress, Skeleton } from './states.tsx'
export { cellText, decidingFirst, showNumber, type TableColumn, type TableModel } from './table.ts'
export { Segmented, Tabs } from './choice.tsx'
export { Frame, MapCard, PanelFoot, RailItem, TabRow, useRoom } from './frame.tsx'
export { isSingle, keyWords, useHotkeys } from './hotkeys.ts'
export { LeavingTerms, type Terms } from './leaving.ts'
export { framed, xmlText, type PictureWords } from './picture.ts'
export { PictureMenu, usePictureEntries, type Picturable } from './pictureMenu.tsx'
export { Dialog } from './overlay.tsx'
export { CommandPalette, type Command } from './palette.tsx'
export { toast, Toasts } from './toasts.tsx'
