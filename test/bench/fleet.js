// An Ollama on every address 127.0.x.y of one port, for `npm run bench`. Those of 127.0.9.y take two seconds for each answer.
// Prints its port.
import {createServer} from 'node:http'

const model = {name: 'm:1', size: 1, details: {family: 'llama', families: ['llama']}, capabilities: ['completion']}
const token = {model: 'm:1', response: 'Hello', done: false}
const last = {model: 'm:1', response: '', done: true, eval_count: 1, eval_duration: 1e6, load_duration: 1e6}
const bodies = {
  '/': 'Ollama is running',
  '/api/version': '{"version":"0.12.11"}',
  '/api/tags': JSON.stringify({models: [model]}),
  '/api/ps': JSON.stringify({models: [{...model, size_vram: 1, context_length: 4_096}]}),
  '/api/show': '{"capabilities":["completion"]}',
  '/api/generate': `${JSON.stringify(token)}\n${JSON.stringify(last)}\n`,
}

const server = createServer((request, response) => {
  const isSlow = request.socket.localAddress?.startsWith('127.0.9.')
  setTimeout(() => response.end(bodies[request.url] ?? ''), isSlow ? 2_000 : 5)
})
server.listen(0, '0.0.0.0', () => console.log(server.address().port))
