/** What the frame uses of named views: the menu, its dialog and commands, and the memory of them. */
export { openViews, viewCommands, ViewsDialog, ViewsMenu } from './ViewsMenu.tsx'
