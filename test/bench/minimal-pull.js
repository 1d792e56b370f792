// What a pull cannot be read faster than: its lines split and parsed, and nothing done with them.
import http from 'node:http'

let rest = ''
let last
http
  .request(`${process.argv[2]}/api/pull`, {method: 'POST'}, (response) => {
    response.setEncoding('utf8')
    response.on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      for (const line of lines) last = JSON.parse(line)
    })
    response.on('end', () => process.exit(last.status === 'success' ? 0 : 1))
  })
  .end('{"model":"llama3.2"}')
