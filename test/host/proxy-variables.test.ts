import {expect, it} from 'vitest'
import {proxyFor} from '../../src/host/proxy-variables.ts'
import {parseAddress} from '../../src/ollama/address.ts'

it.each([
  ['gpu-box', {}, undefined],
  ['gpu-box', {HTTP_PROXY: 'http://proxy:3128'}, 'http://proxy:3128'],
  ['gpu-box', {HTTP_PROXY: 'http://me:s3cret@proxy:3128'}, 'http://***@proxy:3128'],
  ['gpu-box', {HTTPS_PROXY: 'http://proxy:3128'}, undefined],
  ['https://gpu-box', {https_proxy: 'http://proxy:3128'}, 'http://proxy:3128'],
  ['gpu-box', {ALL_PROXY: 'socks5://proxy'}, undefined],
  ['gpu-box', {HTTP_PROXY: 'me:s3cret@proxy:3128'}, '***@proxy:3128'],
  ['192.0.2.2', {HTTP_PROXY: 'http://p', NO_PROXY: '192.0.2.0/24'}, undefined],
  ['192.0.3.2', {HTTP_PROXY: 'http://p', NO_PROXY: '192.0.2.0/24'}, 'http://p'],
  ['[fd00::1]', {HTTP_PROXY: 'http://p', NO_PROXY: 'fd00::/8, nonsense/9'}, undefined],
  ['[fd00::1]', {HTTP_PROXY: 'http://p', NO_PROXY: 'fd00::1'}, undefined],
  ['gpu-box', {HTTP_PROXY: 'http://p', NO_PROXY: 'localhost, gpu-box'}, undefined],
  ['gpu-box', {HTTP_PROXY: 'http://p', NO_PROXY: '*'}, undefined],
  ['a.example.com', {HTTP_PROXY: 'http://p', NO_PROXY: '.example.com'}, undefined],
  ['a.example.com', {HTTP_PROXY: 'http://p', NO_PROXY: 'example.com:80'}, 'http://p'],
  ['badexample.com', {HTTP_PROXY: 'http://p', NO_PROXY: 'example.com'}, 'http://p'],
])('for %s with %j', (host, env, proxy) => {
  expect(proxyFor(parseAddress(host), env)).toBe(proxy)
})
