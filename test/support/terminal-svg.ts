/** What a terminal shows, as a picture: text with the escape sequences that chalk writes for sixteen colours. */
export function terminalSvg(text: string, title: string): string {
  const lines = text.trimEnd().split('\n')
  const columns = Math.max(...lines.map((line) => line.replace(sequence, '').length))
  const width = Math.ceil(columns * cell.width) + 2 * margin
  const height = lines.length * cell.height + 2 * margin + bar
  const rows = lines.map((line, index) => {
    const y = margin + bar + (index + 0.75) * cell.height
    return `<text x="${margin}" y="${y.toFixed(1)}" xml:space="preserve">${spans(line)}</text>`
  })
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, at) => `<circle cx="${20 + 20 * at}" cy="20" r="6" fill="${fill}"/>`,
  )
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="10" fill="#0d1117"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">`,
    ...rows,
    '</g>',
    '</svg>',
  ].join('\n')}\n`
}

const cell = {width: 8.43, height: 19}
const margin = 18
const bar = 26
const sequence = /\u001b\[(\d+)m/g
const colours: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#3fb950',
  33: '#d29922',
  35: '#d2a8ff',
  36: '#76e3ea',
}

function spans(line: string): string {
  const style = {fill: '', bold: false, dim: false}
  const parts = line.split(/(\u001b\[\d+m)/)
  return parts
    .map((part) => {
      const code = /^\u001b\[(\d+)m$/.exec(part)?.[1]
      if (code === undefined) return part === '' ? '' : span(part, style)
      if (code in colours || code === '39') style.fill = colours[code] ?? ''
      if (code === '1') style.bold = true
      if (code === '2') style.dim = true
      if (code === '22') Object.assign(style, {bold: false, dim: false})
      return ''
    })
    .join('')
}

function span(text: string, {fill, bold, dim}: {fill: string; bold: boolean; dim: boolean}): string {
  const attributes = [fill && ` fill="${fill}"`, bold && ' font-weight="bold"', dim && ' opacity="0.65"'].filter(
    Boolean,
  )
  return attributes.length > 0 ? `<tspan${attributes.join('')}>${escaped(text)}</tspan>` : escaped(text)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
