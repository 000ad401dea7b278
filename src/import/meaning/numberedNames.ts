/** Headers that an export has repeated: reports name the second box of a name "Easting1". */
import { fieldsOfHeader } from './aliases.ts'

/** The name of a column beside others of its number: "Date1" and "Date2", "Easting1" and "Northing1". */
const WITH_NUMBER = /^(.*\p{L}{2})[ _]?([1-9])$/u

/** The headers, those without a meaning of their own without the number an export gave to their repetition. */
export function withoutNumbers(header: readonly string[]): readonly string[] {
  const found = header.map((text) => {
    const [, name, number] = WITH_NUMBER.exec(text.trim()) ?? []
    if (name === undefined || fieldsOfHeader(text).length > 0 || fieldsOfHeader(name).length === 0) return
    return { name, number }
  })
  return header.map((text, i) => {
    const mine = found[i]
    if (!mine) return text
    const kin = found.some(
      (other, k) => other && k !== i && (other.number === mine.number) !== (other.name === mine.name),
    )
    return kin ? mine.name : text
  })
}
