/** The little Markdown the handbook is written in: headings, paragraphs, lists, bold and code. */
import type { ReactNode } from 'react'

/** Words of a line with what is bold or code in them. */
const words = (line: string): ReactNode[] =>
  line
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .map((part, i) =>
      part.startsWith('**') && part.length > 4 ? (
        <b key={i}>{part.slice(2, -2)}</b>
      ) : part.startsWith('`') && part.length > 2 ? (
        <code key={i}>{part.slice(1, -1)}</code>
      ) : (
        part
      ),
    )

/** A page as elements; its first heading is `h2`, as the panel's own. */
export const Text = ({ text }: { text: string }) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((block, i) => {
      if (block.startsWith('## ')) return <h3 key={i}>{words(block.slice(3))}</h3>
      if (block.startsWith('# ')) return <h2 key={i}>{words(block.slice(2))}</h2>
      if (block.startsWith('- '))
        return (
          <ul key={i}>
            {block.split('\n').map((line, k) => (
              <li key={k}>{words(line.slice(2))}</li>
            ))}
          </ul>
        )
      return <p key={i}>{words(block)}</p>
    })
