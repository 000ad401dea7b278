/** What the frame uses of named views: the menu, its commands, and the memory of them. */
export { openViews, viewCommands, ViewsMenu } from './ViewsMenu.tsx'
