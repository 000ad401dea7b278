/** What the frame uses of named views: the menu, its commands, and the memory of them. */
export { followViews } from './views.ts'
export { openViews, viewCommands, ViewsMenu } from './ViewsMenu.tsx'
