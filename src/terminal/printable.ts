/** C0 but line feed, DEL, C1, and what reorders or hides text: bidirectional controls, zero-width characters, separators. */
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g

/** A text from outside, safe to print: whatever could move the cursor, colour, or deceive is shown as an escape. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n')
}

/** JSON text in which nothing is left that a terminal would obey; it parses to the same value. */
export function printableJson(json: string): string {
  return json.replace(unsafe, (character) =>
    character === '\t' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
