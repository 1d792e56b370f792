import type {connection as domain} from '../connection.ts'
import type {WordsOf} from '../entry.ts'

export const connection: WordsOf<typeof domain> = {
  'server-not-running': {
    title: '[{host}:{port} 上]没有程序在监听：Ollama 服务没有在那里运行',
    meaning: '对方机器立即答复：没有程序监听这个端口。',
    causes: [
      '服务或桌面应用没有启动，或者已经退出。',
      '服务监听在别的端口或地址上（服务端的 OLLAMA_HOST）。',
      '这台机器上没有安装 Ollama。',
    ],
    fixes: {
      start: '启动服务。',
      look: '如果启动后又退出，查看原因。',
      install: '如果没有安装 Ollama，请从 https://ollama.com/download 获取。',
    },
  },
  'container-localhost': {
    title: '在容器里，localhost 就是容器自己[：这里的 {host}:{port} 没有程序监听]',
    meaning: 'ollama-doctor 运行在容器里，而给它的地址是容器自己的回环地址；Ollama 运行在宿主机或另一个容器里。',
    causes: ['地址是从容器外的配置里照搬过来的。'],
    fixes: {
      hostGateway: '如果 Ollama 在宿主机上，请用容器能看到的宿主机名。',
      service: '如果 Ollama 在另一个容器里，请用那个服务的名字。',
    },
  },
  'host-gateway-missing': {
    title: '这个容器里解析不了 host.docker.internal',
    meaning: '在 Linux 的 Docker 上，只有启动容器时加了 host-gateway 映射才有这个名字。',
    causes: ['启动容器时没有加 --add-host，或者 Compose 服务没有写 extra_hosts。'],
    fixes: {add: '带上映射启动容器；在 Compose 里写：extra_hosts: ["host.docker.internal:host-gateway"]。'},
  },
  'container-dns-name': {
    title: '容器网络里没有[ {host} ]这个名字',
    meaning: '服务名只在同一网络的容器之间有效，而且服务必须在运行。',
    causes: ['服务没有启动。', '它在另一个网络或命名空间里。', '名字写错了。'],
    fixes: {
      network: '看看哪些服务在运行；两者必须在同一个网络里。',
      service: '在 Kubernetes 中，跨命名空间请用 NAME.NAMESPACE.svc。',
    },
  },
  'server-bound-loopback': {
    title: '服务似乎只监听它自己的回环地址[：{host}:{port} 拒绝连接]',
    meaning: 'Ollama 默认只监听 127.0.0.1，这时机器的其他地址都会拒绝连接。',
    causes: ['没有给服务设置 OLLAMA_HOST。', '只在 shell 里设置了，服务读不到。'],
    fixes: {
      bind: '让服务监听所有地址。Ollama 没有任何认证：能连到这个端口的人都能使用它，请用防火墙保护端口。',
      tunnel: '或者不改动服务，改用隧道。',
    },
  },
  'client-host-mismatch': {
    title: '服务不在这个地址上监听[：{url} 拒绝连接][；可能是 {suggestion}]',
    meaning:
      '在 OLLAMA_HOST 里，不带端口的 http:// 表示 80，https:// 表示 443；127.0.0.1 和 ::1 是两个地址，Ollama 只监听其中一个。',
    causes: ['地址写了协议却没有写端口。', '服务监听在另一个回环地址上。'],
    fixes: {port: '使用它监听的地址。'},
  },
  'client-dials-wildcard': {
    title: '0.0.0.0 是用来监听的地址，不能用来连接',
    meaning: 'Windows 会拒绝连接它，所以 ollama 命令用这个 OLLAMA_HOST 会失败；ollama-doctor 改连了回环地址。',
    causes: ['OLLAMA_HOST 是为服务端设置的，而客户端读的是同一个变量。'],
    fixes: {loopback: '只为客户端另设 OLLAMA_HOST。'},
  },
  'localhost-resolution': {
    title: '这里的 “localhost” 指向了错误的回环地址[：{suggestion} 有响应]',
    meaning: 'localhost 可以是 127.0.0.1 或 ::1，而 Ollama 只监听其中一个。',
    causes: ['这个名字先解析到或只解析到 ::1。', '服务被设置为监听另一个地址。'],
    fixes: {literal: '用地址代替名字。'},
  },
  'ollama-host-malformed': {
    title:
      '服务地址写得不对[：“{input}”][；{badPort} 不是端口，Ollama 会改用默认端口][；协议只能是 http 或 https，不能是 “{badScheme}”][；Ollama 把单独的数字当作主机名，端口要写成 :{number}][；“{badHost}” 不是主机名]',
    meaning: 'Ollama 的客户端把 OLLAMA_HOST 读作主机，需要时前面加协议，后面加端口和路径；这个地址被它读成 {url}。',
    causes: ['粘贴进了全角冒号或引号。', '协议、主机或端口写错了。'],
    fixes: {correct: '改正地址。'},
  },
  'client-wrong-url': {
    title: '响应的不是 Ollama[：{what}][；它要求 {httpsUrl}]',
    meaning: '那里有程序响应 HTTP，但不是 Ollama 的 API。',
    causes: ['端口或路径属于别的程序，例如 Open WebUI。', '地址末尾多了 /v1 或 /api，或者缺少代理要求的前缀。'],
    fixes: {base: '看看是谁在响应，并使用不带 /api 或 /v1 的地址。', owner: '看看端口被哪个程序占用。'},
  },
  'https-to-http': {
    title: '地址写的是 https，而服务[在端口 {port} 上]只说明文 HTTP',
    meaning: 'Ollama 本身没有 TLS；只有它前面的代理才能说 https。',
    causes: ['应该写 http:// 的地方写成了 https://。', '端口是 Ollama 自己的，不是代理的。'],
    fixes: {plain: '使用 http://。'},
  },
  'cors-origin-forbidden': {
    title: '服务拒绝了请求：403，正文为空',
    meaning: '浏览器页面的 Origin 不在 Ollama 的名单里时，它就这样响应。',
    causes: ['代理加上了 Origin 头。', '运行中的服务的 OLLAMA_ORIGINS 里没有这个来源。'],
    fixes: {origins: '只允许真正需要的来源；写 * 则用户访问的任何网页都能使用这个服务。'},
  },
  'reverse-proxy-host-header': {
    title: '服务不接受收到的 Host 头[：对 {host} 响应 403]',
    meaning: '监听在回环地址上的服务，只接受 IP 地址、localhost 或本地名字作为 Host，否则响应 403 且正文为空。',
    causes: ['隧道或代理把公网名字传了过来。', '有一个自定义的名字指向 127.0.0.1。'],
    fixes: {header: '让代理发送 Ollama 接受的 Host。'},
  },
  'reverse-proxy-misconfigured': {
    title: 'Ollama 前面的代理没有接通[：{what}]',
    meaning: '响应的是代理自己的错误页，请求没有到达 Ollama，或者被引到了别处。',
    causes: ['代理后面的 Ollama 没有运行。', '代理的上游地址、证书或重定向有误。'],
    fixes: {upstream: '在代理所在的机器上直接访问 Ollama。', settings: '再把代理的上游地址与有响应的地址对比。'},
  },
  'reverse-proxy-timeout': {
    title: 'Ollama 前面的代理等不及了[：{what}]',
    meaning: '在第一个 token 之前 Ollama 什么也不发送，加载模型可能要几分钟；代理的读取超时更短。',
    causes: ['模型正在加载。', '提示词很长。'],
    fixes: {raise: '调大代理的读取超时。', preload: '或者事先加载模型并保持加载（keep_alive）。'},
  },
  'http-proxy-hijacks-local': {
    title: '这里的客户端会把发往该服务的请求交给代理[：{proxy}]',
    meaning: '设置了代理变量，而 NO_PROXY 没有排除这个主机。ollama-doctor 是直接访问的；ollama 命令和多数库则不是。',
    causes: ['NO_PROXY 里没有服务的名字或地址。'],
    fixes: {exempt: '让这个主机不走代理。'},
  },
  'server-auth-required': {
    title: '这个地址要求凭据[：{status} {what}]',
    meaning: 'Ollama 本身没有登录，所以是它前面的代理在要求。',
    causes: ['代理保护着服务，而没有给出凭据。', '凭据不对。'],
    fixes: {credentials: '把凭据写进 URL；它们绝不会被打印出来。'},
  },
  'server-certificate-untrusted': {
    title: '这个地址的证书不受信任[：{reason}]',
    meaning: 'Ollama 本身没有 TLS，所以这是它前面的代理的证书；客户端和 ollama-doctor 一样会拒绝它。',
    causes: ['证书是自签名的，或者签发机构不为这台机器所知。', '证书过期，或者时钟不对。', '证书属于另一个名字。'],
    fixes: {trust: '如果它出自你们自己的机构，让客户端认识那个机构。', look: '查看证书。'},
  },
  'host-name-unresolvable': {
    title: '名字[ {host} ]无法解析',
    meaning: '这里查不到它的地址，所以没有发起任何连接。',
    causes: ['名字写错了。', '没有用上认识它的 DNS、VPN 或 hosts 文件。'],
    fixes: {lookup: '看看系统解析器怎么说。'},
  },
  'host-unreachable': {
    title: '没有到[ {host} ]这台机器的路由',
    meaning: '网络到不了这个地址，或者机器关着。',
    causes: ['机器或它的网络断了。', '缺少 VPN。', 'macOS 不允许这个程序访问本地网络。'],
    fixes: {
      route: '看看数据包会走哪条路。',
      localNetwork: '在 macOS 15 及更新版本上，到 “隐私与安全性 > 本地网络” 里允许终端。',
    },
  },
  'connection-reset': {
    title: '连接被接受，随后在响应之前被切断',
    meaning: '有程序监听这个端口，但没有响应 HTTP 就关闭了连接。',
    causes: ['服务正在停止或崩溃。', '端口属于别的程序，或者是后面没有服务的端口映射。'],
    fixes: {log: '在服务日志里看它是否重启过。', restart: '重启服务。'},
  },
  'server-unresponsive': {
    title: '端口是开的，但[在 {waitedMs} 内]没有 HTTP 响应',
    meaning: '系统替服务接受了连接，而服务没有响应。',
    causes: [
      '正在启动：Ollama 先打开端口，再用最多 90 秒查找 GPU，然后才响应。',
      '服务卡死或被暂停。',
      '端口属于别的程序。',
    ],
    fixes: {wait: '如果刚刚启动，请等待。', restart: '如果一直如此，重启服务。'},
  },
  'server-starting': {
    title: '服务可能还在启动',
    meaning: 'Ollama 在查找 GPU 之前就打开端口，之后才提供 HTTP；这最多要 90 秒。',
    causes: ['正在查找 GPU。'],
    fixes: {wait: '反复重试，直到它响应。'},
  },
  'connect-timeout': {
    title: '[到 {host}:{port} 的]连接请求没有回音',
    meaning: '发往这个地址的数据包丢失了：既没有被接受，也没有被拒绝。',
    causes: ['防火墙丢弃了它们。', '地址不对，或者机器关着。'],
    fixes: {ping: '看看机器是否有任何回应。', firewall: '在服务器上只对你的网络开放端口。'},
  },
  'response-invalid': {
    title:
      '服务的响应不是 Ollama 会发送的内容[：{endlessPath} 发来的超过了 {limitBytes}][：{slowPath} 过了 {waitedMs} 还没有发完][：{cutPath} 被截断][：{invalidPath} 响应的是别的东西]',
    meaning: '请求有了响应，但它不可能是 Ollama 对这个请求的响应。',
    causes: ['代理或别的程序代为响应。', '响应在途中被截断。'],
    fixes: {look: '看看原始响应。'},
  },
}
