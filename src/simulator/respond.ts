import type {ServerResponse} from 'node:http'

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  contentType = 'application/json; charset=utf-8',
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': status === 404 || status === 405 ? 'text/plain' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** As Go's http.Redirect answers. */
export function sendRedirect(response: ServerResponse, status: 301 | 307, location: string): void {
  const text = status === 301 ? 'Moved Permanently' : 'Temporary Redirect'
  response.writeHead(status, {'content-type': 'text/html; charset=utf-8', location})
  response.end(`<a href="${location}">${text}</a>.\n\n`)
}
