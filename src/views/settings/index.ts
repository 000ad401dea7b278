/** The settings of the page, a dialog of the frame. */
export { SettingsDialog } from './SettingsDialog.tsx'
