// What a check cannot be faster than: the same requests, one after the other, with nothing around them.
import http from 'node:http'

const [url, requests] = process.argv.slice(2)
const bodies = {
  '/api/show': {model: 'llama3.2:1b'},
  '/api/generate': {model: 'llama3.2:1b', prompt: 'hello', options: {num_predict: 16}},
}
let generated = false
for (const {method, path} of JSON.parse(requests)) {
  const body = path === '/api/generate' && generated ? {model: 'llama3.2:1b', keep_alive: 0} : bodies[path]
  generated ||= path === '/api/generate'
  await new Promise((resolve, reject) => {
    const request = http.request(url + path, {method}, (response) => response.resume().once('end', resolve))
    request.once('error', reject).end(body && JSON.stringify(body))
  })
}
