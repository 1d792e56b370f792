// Answers every pull with so many lines of progress, all prepared, and lists the model only right after a pull.
import {createServer} from 'node:http'

const count = Number(process.argv[2])
const digest = `sha256:${'6a0746a1ec1a'.repeat(6).slice(0, 64)}`
const total = 4_661_211_424
const lines = Array.from({length: count}, (_, index) => {
  const completed = Math.round((total * (index + 1)) / count)
  return `${JSON.stringify({status: 'pulling 6a0746a1ec1a', digest, total, completed})}\n`
})
const steps = ['verifying sha256 digest', 'writing manifest', 'success']
const body = [...lines, ...steps.map((status) => `${JSON.stringify({status})}\n`)].join('')
let listed = false

const server = createServer((request, response) => {
  if (request.url === '/api/pull') {
    listed = true
    response.end(`{"status":"pulling manifest"}\n${body}`)
  } else {
    response.end(JSON.stringify({models: listed ? [{name: 'llama3.2:latest'}] : []}))
    listed = false
  }
}).listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
