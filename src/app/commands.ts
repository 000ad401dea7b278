/** The commands of the palette and of the keys: every view, and what can be done with the page. */
import { useMemo } from 'react'
import { toggleBeside } from '../desk/beside.ts'
import { drawArea } from '../desk/drawing.ts'
import { chooseFiles } from '../desk/files/DropZone.tsx'
import { openSample } from '../desk/files/open.ts'
import { note } from '../desk/leaving/account.ts'
import { saveProject } from '../desk/files/projectFile.ts'
import { linkNow, linkWords } from '../desk/link.ts'
import { fitBounds } from '../desk/mapHandle.ts'
import { goStreet } from '../desk/roundRoute.ts'
import { PLACES, type View } from '../desk/view.ts'
import { frameOf } from '../state/derived.ts'
import { keepSettings } from '../state/settings.ts'
import { drift, redo, toggleShown, undo, useStore } from '../state/store.ts'
import { type Command, copyText, toast } from '../ui/index.ts'
import { VIEWS } from '../views/index.ts'
import { viewCommands } from '../views/named/index.ts'
import { PINNABLE, PLACED } from './front.ts'
import { openItsSettings } from './itsSettings.ts'
import { letterKeys } from './letterKeys.ts'

/** Puts a change back and says what it was. */
export function step(move: () => string | undefined, word: string): void {
  const what = move()
  toast({ text: what ? `${word}: ${what}` : `Nothing to ${word.toLowerCase()}` })
}

/** What stands over the page, opened by a command. */
export type Opens = Readonly<Record<'settings' | 'keys' | 'palette', () => void>>

export function useCommands(open: Opens): Command[] {
  const incidents = useStore((s) => s.incidents)
  const views = useStore((s) => s.project.views)
  return useMemo(() => {
    const letters = letterKeys(PLACED)
    const goTo = (v: View): Command => {
      const place = PLACES.find((p) => p.id === v.group)?.title
      return {
        id: v.id,
        title: v.title,
        hint: [place, v.hint].filter(Boolean).join(' · '),
        keys: letters.get(v.id),
        icon: v.icon,
        run: () => drift({ view: v.id }),
      }
    }
    return [
      ...PLACED.map(goTo),
      ...VIEWS.filter((v) => v.Panel && !PLACED.includes(v)).map(goTo),
      {
        id: 'open',
        title: 'Open…',
        also: 'import upload load add file csv excel data browse',
        hint: 'any file Cocoon reads or writes',
        icon: 'upload',
        keys: 'mod+o',
        run: chooseFiles,
      },
      {
        id: 'sample',
        title: 'Open the sample town',
        also: 'demo example test training invented',
        icon: 'home',
        run: () => void openSample(),
      },
      {
        id: 'save',
        title: 'Save project',
        also: 'export download project keep settings',
        hint: 'settings and filters, no incident',
        icon: 'save',
        keys: 'mod+s',
        run: saveProject,
      },
      { id: 'project', title: 'Open project…', also: 'load settings', icon: 'folder', run: chooseFiles },
      {
        id: 'package',
        title: 'Save package…',
        also: 'lock password passphrase encrypt secure send share handover backup export',
        hint: 'incidents too, locked with a passphrase; under Data',
        icon: 'lock',
        run: () => drift({ view: 'data' }),
      },
      {
        id: 'rounds',
        title: 'Rounds on this device',
        also: 'phone mobile street pcso pavement offline scan qr door doors list tablet',
        hint: 'the page for phones',
        icon: 'route',
        run: () => goStreet(),
      },
      ...viewCommands(views),
      {
        id: 'link',
        title: 'Copy a link to this view',
        also: 'share url send address',
        hint: 'no incident data in it',
        icon: 'link',
        run: () =>
          void copyText(linkNow()).then((done) => {
            if (done) void note('export', 'a link to this view')
            toast({ text: done ? linkWords() : 'The browser refused the clipboard.' })
          }),
      },
      {
        id: 'frame',
        title: 'Show the whole area',
        also: 'zoom fit reset home whole map all',
        icon: 'map',
        run: () => incidents && frameOf(incidents.table) && fitBounds(frameOf(incidents.table)!),
      },
      {
        id: 'beside',
        title: 'Two maps side by side',
        also: 'compare maps split two dual side',
        hint: 'other days, another kind or method',
        icon: 'columns',
        run: toggleBeside,
      },
      {
        id: 'draw',
        title: 'Draw an area',
        also: 'polygon select area lasso shape',
        icon: 'polygon',
        run: () => drawArea('polygon'),
      },
      {
        id: 'circle',
        title: 'Draw a circle',
        also: 'radius buffer distance around',
        hint: 'within a distance of here',
        icon: 'target',
        run: () => drawArea('circle'),
      },
      ...PINNABLE.map((v) => ({
        id: `show-${v.id}`,
        title: `Keep on the map, or let go: ${v.title}`,
        icon: 'keep' as const,
        run: () => toggleShown(v.id),
      })),
      {
        id: 'light',
        title: 'Light theme',
        also: 'day bright white contrast',
        icon: 'sun',
        run: () => keepSettings({ theme: 'light' }),
      },
      {
        id: 'dark',
        title: 'Dark theme',
        also: 'night black mode',
        icon: 'moon',
        run: () => keepSettings({ theme: 'dark' }),
      },
      {
        id: 'its-settings',
        title: 'Change settings of what is open',
        also: 'parameters options form bandwidth distance dates periods beats adjust',
        icon: 'settings',
        keys: 'g ,',
        run: openItsSettings,
      },
      {
        id: 'settings',
        title: 'Settings',
        also: 'options preferences force name units metres yards miles as-at date today theme online map pin lock screen idle',
        icon: 'settings',
        keys: 'mod+,',
        run: open.settings,
      },
      {
        id: 'keys',
        title: 'Keys',
        also: 'shortcuts keyboard hotkeys help',
        hint: 'every shortcut',
        icon: 'keyboard',
        keys: '?',
        run: open.keys,
      },
      { id: 'palette', title: 'Find anything', icon: 'search', keys: 'mod+k', run: open.palette },
      {
        id: 'undo',
        title: 'Undo',
        also: 'back revert mistake',
        keys: 'mod+z',
        icon: 'undo',
        run: () => step(undo, 'Undone'),
      },
      {
        id: 'redo',
        title: 'Redo',
        also: 'again forward',
        keys: 'mod+shift+z',
        icon: 'redo',
        run: () => step(redo, 'Redone'),
      },
    ]
  }, [incidents, views, open])
}
